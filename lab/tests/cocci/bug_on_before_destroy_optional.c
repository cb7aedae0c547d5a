// SPDX-License-Identifier: GPL-2.0
// refuse rowan_cachep: tested for NULL
// BUG_ON() before the destruction goes although the creation is optional.
#include <linux/module.h>
#include <linux/slab.h>

struct rowan { int x; };

int rowan_mode(void);
static struct kmem_cache *rowan_cachep;
void *rowan_get(void)
{
	return kmem_cache_alloc(rowan_cachep, GFP_KERNEL);
}
static int __init rowan_init(void)
{
	if (rowan_mode()) {
		rowan_cachep = KMEM_CACHE(rowan, SLAB_HWCACHE_ALIGN);
		if (!rowan_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(rowan_init);

static void __exit rowan_exit(void)
{
	BUG_ON(!rowan_cachep);
	kmem_cache_destroy(rowan_cachep);
}
module_exit(rowan_exit);
