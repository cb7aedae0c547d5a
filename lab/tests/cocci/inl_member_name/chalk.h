#ifndef CHALK_H
#define CHALK_H
#include <linux/slab.h>
extern struct kmem_cache *chalk_cachep;
int chalk_user(void);
int chalk_pooled(void *);
int chalk_plain(void);
#endif
