#include <linux/slab.h>
int forced_by_nobody_pooled(void *);
int forced_by_nobody_plain(void);
#define FORCED_BY_NOBODY_READY() (forced_by_nobody_cachep != NULL)
