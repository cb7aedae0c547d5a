struct kmem_cache;
int cork_use(struct kmem_cache *s);
