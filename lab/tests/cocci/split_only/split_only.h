#ifndef SPLIT_ONLY_H
#define SPLIT_ONLY_H
#include <linux/slab.h>
extern struct kmem_cache *split_only_cachep;
int split_only_user(void);
int split_only_pooled(void *);
int split_only_plain(void);
#endif
