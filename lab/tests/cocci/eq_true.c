// SPDX-License-Identifier: GPL-2.0
// refuse myrtle_cachep: created inside another expression
#include <linux/module.h>
#include <linux/slab.h>

struct myrtle { int x; };

static struct kmem_cache *myrtle_cachep;
void *myrtle_get(void)
{
	return kmem_cache_alloc(myrtle_cachep, GFP_KERNEL);
}

static int __init myrtle_init(void)
{
	if ((!(myrtle_cachep = KMEM_CACHE(myrtle, SLAB_HWCACHE_ALIGN))) == true)
		return -ENOMEM;
	return 0;
}
module_init(myrtle_init);

static void __exit myrtle_exit(void)
{
	kmem_cache_destroy(myrtle_cachep);
}
module_exit(myrtle_exit);
