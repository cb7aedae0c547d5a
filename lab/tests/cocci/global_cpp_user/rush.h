#ifndef RUSH_H
#define RUSH_H
#include <linux/slab.h>
extern struct kmem_cache *rush_cachep;
int rush_user(void);
int rush_pooled(void *);
int rush_plain(void);
#endif
