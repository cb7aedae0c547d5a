int willow_pooled(void *);
int willow_plain(void);
%:define WILLOW_READY() (willow_cachep != NULL)
