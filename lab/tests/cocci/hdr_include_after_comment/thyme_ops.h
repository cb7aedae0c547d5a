int thyme_pooled(void *);
int thyme_plain(void);
#define THYME_READY() (thyme_cachep != NULL)
