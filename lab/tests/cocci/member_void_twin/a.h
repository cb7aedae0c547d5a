struct kmem_cache;
struct fa {
	struct kmem_cache *pool;
};
