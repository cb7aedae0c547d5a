#ifndef LOTUS_H
#define LOTUS_H
#include <linux/slab.h>
extern struct kmem_cache *lotus_cachep;
int lotus_user(void);
int lotus_pooled(void *);
int lotus_plain(void);
#endif
