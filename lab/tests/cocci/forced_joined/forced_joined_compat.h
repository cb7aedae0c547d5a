#include <linux/slab.h>
int forced_joined_pooled(void *);
int forced_joined_plain(void);
#define FORCED_JOINED_READY() (forced_joined_cachep != NULL)
