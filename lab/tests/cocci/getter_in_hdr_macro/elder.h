int elder_pooled(void *);
int elder_plain(void);
#define ELDER_READY() (elder_cache() != NULL)
