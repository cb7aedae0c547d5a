#ifndef FOO_H
#define FOO_H
struct kmem_cache;
extern struct kmem_cache *foo_cachep;
int foo_pass(struct kmem_cache *s);
#endif
