// SPDX-License-Identifier: GPL-2.0
/*
 * A module that knows nothing but a kernel's headers package: a static cache
 * and one that is made, of one class, so both share storage.
 */
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/slab-static.h>

struct outside {
	char text[200];
};

DEFINE_STATIC_KMEM_CACHE(outside_static);
static struct kmem_cache *outside_dynamic;
static struct outside *one, *two;

static int __init outside_init(void)
{
	int err = KMEM_CACHE_SETUP(outside_static, outside, 0);

	if (err)
		return err;
	err = -ENOMEM;
	outside_dynamic = kmem_cache_create("outside_dynamic", sizeof(*two), 0, 0, NULL);
	if (!outside_dynamic)
		goto no_cache;
	one = kmem_cache_alloc(outside_static, GFP_KERNEL);
	two = kmem_cache_alloc(outside_dynamic, GFP_KERNEL);
	if (!one || !two)
		goto no_objects;
	return 0;

no_objects:
	if (one)
		kmem_cache_free(outside_static, one);
	if (two)
		kmem_cache_free(outside_dynamic, two);
	kmem_cache_destroy(outside_dynamic);
no_cache:
	kmem_cache_destroy(outside_static);
	return err;
}

static void __exit outside_exit(void)
{
	kmem_cache_free(outside_static, one);
	/* kfree() knows objects of both kinds of caches. */
	kfree(two);
	kmem_cache_destroy(outside_dynamic);
	kmem_cache_destroy(outside_static);
}

module_init(outside_init);
module_exit(outside_exit);
MODULE_DESCRIPTION("A static cache built against the headers package");
MODULE_LICENSE("GPL");
