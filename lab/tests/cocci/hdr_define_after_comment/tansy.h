int tansy_pooled(void *);
int tansy_plain(void);
/* pooled? */ #define TANSY_READY() (tansy_cachep != NULL)
