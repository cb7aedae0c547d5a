// SPDX-License-Identifier: GPL-2.0
// refuse heath_cachep: declared in a way that is not understood
// Brackets that open in two branches of an #if, in the declaration.
#include <linux/module.h>
#include <linux/slab.h>

struct heath { int x; };

static struct kmem_cache *heath_cachep __aligned(
#ifdef CONFIG_BIG
	(64
#else
	(32
#endif
	));
void *heath_get(void)
{
	return kmem_cache_alloc(heath_cachep, GFP_KERNEL);
}
static int __init heath_init(void)
{
	heath_cachep = KMEM_CACHE(heath, SLAB_HWCACHE_ALIGN);
	if (!heath_cachep)
		return -ENOMEM;
	return 0;
}
module_init(heath_init);

static void __exit heath_exit(void)
{
	kmem_cache_destroy(heath_cachep);
}
module_exit(heath_exit);
