// SPDX-License-Identifier: GPL-2.0
// refuse nettle_cachep: created inside another expression
#include <linux/module.h>
#include <linux/slab.h>

struct nettle { int x; };

static struct kmem_cache *nettle_cachep;
void *nettle_get(void)
{
	return kmem_cache_alloc(nettle_cachep, GFP_KERNEL);
}

static int __init nettle_init(void)
{
	if (((nettle_cachep = KMEM_CACHE(nettle, SLAB_HWCACHE_ALIGN)) == NULL) == 1)
		return -ENOMEM;
	return 0;
}
module_init(nettle_init);

static void __exit nettle_exit(void)
{
	kmem_cache_destroy(nettle_cachep);
}
module_exit(nettle_exit);
