#include <linux/slab.h>
int cherry_pooled(void *);
int cherry_plain(void);
#define CHERRY_READY() (cherry_cachep != NULL)
