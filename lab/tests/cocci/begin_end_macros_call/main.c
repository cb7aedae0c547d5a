// SPDX-License-Identifier: GPL-2.0
// refuse olive_cachep: created more than once perhaps: olive_make(): olive_nodes_begin() opens or closes a block
// The same around the call of the creator.
#include <linux/module.h>
#include <linux/slab.h>

struct olive { int x; };

#include "olive.h"
static struct kmem_cache *olive_cachep;
void *olive_get(void)
{
	return kmem_cache_alloc(olive_cachep, GFP_KERNEL);
}
static int olive_make(void)
{
	olive_cachep = KMEM_CACHE(olive, SLAB_HWCACHE_ALIGN);
	if (!olive_cachep)
		return -ENOMEM;
	return 0;
}

static int __init olive_init(void)
{
	int n, err = 0;

	olive_nodes_begin(n);
	err = olive_make();
	olive_nodes_end(n);
	return err;
}
module_init(olive_init);

static void __exit olive_exit(void)
{
	kmem_cache_destroy(olive_cachep);
}
module_exit(olive_exit);
