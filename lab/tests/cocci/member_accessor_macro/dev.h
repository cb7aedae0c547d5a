#ifndef DEV_H
#define DEV_H
struct kmem_cache;
struct orchid_dev {
	struct kmem_cache *slab;
};
#define ORCHID_DEV_FIELD(d, f) ((d)->f)
#endif
