// SPDX-License-Identifier: GPL-2.0
// refuse rue_cachep: tested for NULL
// The macro ends in assert and says something when its argument is true.
#include <linux/module.h>
#include <linux/slab.h>

struct rue { int x; };

#include "rue.h"
static struct kmem_cache *rue_cachep;
void *rue_get(void)
{
	return kmem_cache_alloc(rue_cachep, GFP_KERNEL);
}
static int __init rue_init(void)
{
	rue_cachep = KMEM_CACHE(rue, SLAB_HWCACHE_ALIGN);
	if (!rue_cachep)
		return -ENOMEM;
	return 0;
}
module_init(rue_init);

static void __exit rue_exit(void)
{
	rue_unless_assert(rue_cachep);
	kmem_cache_destroy(rue_cachep);
}
module_exit(rue_exit);
