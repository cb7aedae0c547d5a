int viola_pooled(void *);
int viola_plain(void);
#define /* bool */ VIOLA_READY() (viola_cachep != NULL)
