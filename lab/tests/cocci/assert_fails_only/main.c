// SPDX-License-Identifier: GPL-2.0
// convert carmine_cachep
#include <linux/module.h>
#include <linux/slab.h>
#include "carmine.h"

struct carmine { int x; };
static struct kmem_cache *carmine_cachep;
void *carmine_get(void)
{
	return kmem_cache_alloc(carmine_cachep, GFP_KERNEL);
}

static int __init carmine_init(void)
{
	carmine_cachep = KMEM_CACHE(carmine, 0);
	if (!carmine_cachep)
		return -ENOMEM;
	return 0;
}
module_init(carmine_init);

static void __exit carmine_exit(void)
{
	carmine_assert(carmine_cachep);
	kmem_cache_destroy(carmine_cachep);
}
module_exit(carmine_exit);
