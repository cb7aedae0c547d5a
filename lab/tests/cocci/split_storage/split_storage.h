#ifndef SPLIT_STORAGE_H
#define SPLIT_STORAGE_H
#include <linux/slab.h>
extern struct kmem_cache *split_storage_cachep;
int split_storage_user(void);
int split_storage_pooled(void *);
int split_storage_plain(void);
#endif
