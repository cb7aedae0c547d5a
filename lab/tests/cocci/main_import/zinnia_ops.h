int zinnia_pooled(void *);
int zinnia_plain(void);
#define ZINNIA_READY() (zinnia_cachep != NULL)
