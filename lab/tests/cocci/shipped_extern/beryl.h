#ifndef BERYL_H
#define BERYL_H
#include <linux/slab.h>
extern struct kmem_cache *beryl_cachep;
int beryl_user(void);
int beryl_pooled(void *);
int beryl_plain(void);
#endif
