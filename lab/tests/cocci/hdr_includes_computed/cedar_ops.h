int cedar_pooled(void *);
int cedar_plain(void);
#define CEDAR_READY() (cedar_cachep != NULL)
