int chive_pooled(void *);
int chive_plain(void);
#define CHIVE_READY() (chive_cachep != NULL)
