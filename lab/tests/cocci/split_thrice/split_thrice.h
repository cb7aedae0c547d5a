#ifndef SPLIT_THRICE_H
#define SPLIT_THRICE_H
#include <linux/slab.h>
extern struct kmem_cache *split_thrice_cachep;
int split_thrice_user(void);
int split_thrice_pooled(void *);
int split_thrice_plain(void);
#endif
