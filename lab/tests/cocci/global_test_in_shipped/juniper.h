#ifndef JUNIPER_H
#define JUNIPER_H
#include <linux/slab.h>
extern struct kmem_cache *juniper_cachep;
int juniper_user(void);
int juniper_pooled(void *);
int juniper_plain(void);
#endif
