// SPDX-License-Identifier: GPL-2.0
// refuse basalt_cachep: declared as cache_t, not as struct kmem_cache *
// A long comment that has the word and stars, and no brackets.
#include <linux/module.h>
#include <linux/slab.h>

struct basalt { int x; };

#include "basalt.h"
cache_t basalt_cachep;
void *basalt_get(void)
{
	return kmem_cache_alloc(basalt_cachep, GFP_KERNEL);
}
static int __init basalt_init(void)
{
	basalt_cachep = KMEM_CACHE(basalt, SLAB_HWCACHE_ALIGN);
	if (!basalt_cachep)
		return -ENOMEM;
	return 0;
}
module_init(basalt_init);

static void __exit basalt_exit(void)
{
	kmem_cache_destroy(basalt_cachep);
}
module_exit(basalt_exit);
