int teak_pooled(void *);
int teak_plain(void);
/*
 * whether objects come from a pool
 */ #define TEAK_READY() (teak_cachep != NULL)
