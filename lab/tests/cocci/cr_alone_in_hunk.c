// SPDX-License-Identifier: GPL-2.0
// convert pine_cachep
// A lone CR in a comment beside.
#include <linux/module.h>
#include <linux/slab.h>

struct pine { int x; };

/* oldline ends */
static struct kmem_cache *pine_cachep;
void *pine_get(void)
{
	return kmem_cache_alloc(pine_cachep, GFP_KERNEL);
}
static int __init pine_init(void)
{
	pine_cachep = KMEM_CACHE(pine, SLAB_HWCACHE_ALIGN);
	if (!pine_cachep)
		return -ENOMEM;
	return 0;
}
module_init(pine_init);

static void __exit pine_exit(void)
{
	kmem_cache_destroy(pine_cachep);
}
module_exit(pine_exit);
