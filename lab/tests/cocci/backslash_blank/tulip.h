int tulip_pooled(void *);
int tulip_plain(void);
#define TULIP_READY() \ 
	(tulip_cachep != NULL)
