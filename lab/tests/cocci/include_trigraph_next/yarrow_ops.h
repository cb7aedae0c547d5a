int yarrow_pooled(void *);
int yarrow_plain(void);
#define YARROW_READY() (yarrow_cachep != NULL)
