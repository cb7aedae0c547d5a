int agate_pooled(void *);
int agate_plain(void);
#define AGATE_READY() (agate_log("http://x"), agate_cachep != NULL)
static inline void agate_log(const char *s) { }
