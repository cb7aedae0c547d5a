// SPDX-License-Identifier: GPL-2.0
/*
 * A module with a cache of its own, from its init to its exit.
 *
 * The cache is static where the kernel has static caches, and dynamic where not:
 * what a user sees of it is to be the same. Some objects stay allocated as long
 * as the module is loaded.
 */

#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>

#define NR_OBJECTS	20
#define FILL		'g'

static char *name = "story-m";
module_param(name, charp, 0444);
MODULE_PARM_DESC(name, "Name of the cache");

static unsigned int size;
module_param(size, uint, 0444);
MODULE_PARM_DESC(size, "Size of its objects");

static char *kind = "";
module_param(kind, charp, 0444);
MODULE_PARM_DESC(kind, "nomerge or ctor: a cache that never shares");

static char *exit_mode = "";
module_param(exit_mode, charp, 0444);
MODULE_PARM_DESC(exit_mode, "exit: forgets to destroy the cache; init: fails and forgets");

static u8 *objects[NR_OBJECTS];

static void fill(void *object)
{
	memset(object, FILL, size);
}

#if __has_include(<linux/slab-static.h>)
#include <linux/slab-static.h>

#ifdef DEFINE_STATIC_KMEM_CACHE
DEFINE_STATIC_KMEM_CACHE(owner_cache);
#else
static struct kmem_cache_opaque owner_storage;
#define owner_cache to_kmem_cache(&owner_storage)
#endif

static int set_up(struct kmem_cache_args *args, slab_flags_t flags)
{
	return kmem_cache_setup(owner_cache, name, size, args, flags);
}
#else
static struct kmem_cache *owner_cache;

static int set_up(struct kmem_cache_args *args, slab_flags_t flags)
{
	owner_cache = kmem_cache_create(name, size, args, flags);
	return owner_cache ? 0 : -ENOMEM;
}
#endif

static void put_objects(void)
{
	for (int i = 0; i < NR_OBJECTS && objects[i]; i++) {
		WARN(memchr_inv(objects[i], FILL, size), "an object was overwritten\n");
		kmem_cache_free(owner_cache, objects[i]);
	}
}

static int get_objects(bool constructed)
{
	for (int i = 0; i < NR_OBJECTS; i++) {
		objects[i] = kmem_cache_alloc(owner_cache, constructed ?
					      GFP_KERNEL : GFP_KERNEL | __GFP_ZERO);
		if (!objects[i])
			return -ENOMEM;
		WARN(memchr_inv(objects[i], constructed ? FILL : 0, size),
		     "an object is not as it should be\n");
		fill(objects[i]);
	}
	return 0;
}

static int got_get(char *buffer, const struct kernel_param *kp)
{
	return sysfs_emit(buffer, "%u\n", kmem_cache_size(owner_cache));
}

static const struct kernel_param_ops got_ops = {
	.get = got_get,
};
module_param_cb(got, &got_ops, NULL, 0444);
MODULE_PARM_DESC(got, "kmem_cache_size()");

static int __init owner_init(void)
{
	struct kmem_cache_args args = {
		.ctor = strcmp(kind, "ctor") ? NULL : fill,
	};
	int err;

	if (!size || size > KMALLOC_MAX_CACHE_SIZE)
		return -ERANGE;

	err = set_up(&args, strcmp(kind, "nomerge") ? 0 : SLAB_NO_MERGE);
	if (err)
		return err;
	if (!strcmp(exit_mode, "init"))
		return -ENODEV;

	err = get_objects(args.ctor);
	if (err) {
		put_objects();
		kmem_cache_destroy(owner_cache);
	}
	return err;
}
module_init(owner_init);

static void __exit owner_exit(void)
{
	put_objects();
	if (strcmp(exit_mode, "exit"))
		kmem_cache_destroy(owner_cache);
}
module_exit(owner_exit);

MODULE_DESCRIPTION("A module with a cache of its own");
MODULE_LICENSE("GPL");
