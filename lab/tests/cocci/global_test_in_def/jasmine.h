#ifndef JASMINE_H
#define JASMINE_H
#include <linux/slab.h>
extern struct kmem_cache *jasmine_cachep;
int jasmine_user(void);
int jasmine_pooled(void *);
int jasmine_plain(void);
#endif
