#include <linux/slab.h>
int forced_by_script_pooled(void *);
int forced_by_script_plain(void);
#define FORCED_BY_SCRIPT_READY() (forced_by_script_cachep != NULL)
