int walnut_pooled(void *);
int walnut_plain(void);
#define \
	WALNUT_READY() (walnut_cachep != NULL)
