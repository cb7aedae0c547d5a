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
MODULE_PARM_DESC(kind, "nomerge or ctor: a cache that shares with nobody");

static char *wrong = "";
module_param(wrong, charp, 0444);
MODULE_PARM_DESC(wrong, "exit: forgets to destroy the cache; init: fails and forgets");

static u8 *objects[NR_OBJECTS];

static void fill(void *object)
{
	memset(object, FILL, size);
}

#if __has_include(<linux/slab-static.h>)
#include <linux/slab-static.h>

static struct kmem_cache_opaque guest_storage;
#define guest_cache to_kmem_cache(&guest_storage)

static int set_up(struct kmem_cache_args *args, slab_flags_t flags)
{
	return kmem_cache_setup(guest_cache, name, size, args, flags);
}
#else
static struct kmem_cache *guest_cache;

static int set_up(struct kmem_cache_args *args, slab_flags_t flags)
{
	guest_cache = kmem_cache_create(name, size, args, flags);
	return guest_cache ? 0 : -ENOMEM;
}
#endif

static void put_objects(void)
{
	for (int i = 0; i < NR_OBJECTS && objects[i]; i++) {
		WARN(memchr_inv(objects[i], FILL, size), "an object was overwritten\n");
		kmem_cache_free(guest_cache, objects[i]);
	}
}

static int get_objects(bool constructed)
{
	for (int i = 0; i < NR_OBJECTS; i++) {
		objects[i] = kmem_cache_alloc(guest_cache, constructed ?
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
	return sysfs_emit(buffer, "%u\n", kmem_cache_size(guest_cache));
}

static const struct kernel_param_ops got_ops = {
	.get = got_get,
};
module_param_cb(got, &got_ops, NULL, 0444);
MODULE_PARM_DESC(got, "kmem_cache_size()");

static int __init guest_init(void)
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
	if (!strcmp(wrong, "init"))
		return -ENODEV;

	err = get_objects(args.ctor);
	if (err) {
		put_objects();
		kmem_cache_destroy(guest_cache);
	}
	return err;
}
module_init(guest_init);

static void __exit guest_exit(void)
{
	put_objects();
	if (strcmp(wrong, "exit"))
		kmem_cache_destroy(guest_cache);
}
module_exit(guest_exit);

MODULE_DESCRIPTION("A module with a cache of its own");
MODULE_LICENSE("GPL");
