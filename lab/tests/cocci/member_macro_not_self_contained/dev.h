#ifndef DEV_H
#define DEV_H
struct kmem_cache;
struct daisy_dev {
	struct kmem_cache *slab;
};
#endif
