#define OTHER() (forced_in_other_cachep != NULL)
