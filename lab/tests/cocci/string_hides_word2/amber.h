int amber_pooled(void *);
int amber_plain(void);
static inline int amber_log(const char *s) { return 1; }
#define AMBER_READY() (amber_log("a/*") && amber_cachep != NULL && amber_log("*/b"))
