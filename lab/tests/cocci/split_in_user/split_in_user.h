#ifndef SPLIT_IN_USER_H
#define SPLIT_IN_USER_H
#include <linux/slab.h>
extern struct kmem_cache *split_in_user_cachep;
int split_in_user_user(void);
int split_in_user_pooled(void *);
int split_in_user_plain(void);
#endif
