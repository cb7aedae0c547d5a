#ifndef LILY_H
#define LILY_H
struct kmem_cache;
extern struct kmem_cache *reserve;
int lily_user(void);
#endif
