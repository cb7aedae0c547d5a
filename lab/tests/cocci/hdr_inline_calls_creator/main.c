// SPDX-License-Identifier: GPL-2.0
// refuse aloe_cachep: created more than once perhaps: aloe_make() is called twice
// Static creator, an inline function of a header that is included below calls it.
#include <linux/module.h>
#include <linux/slab.h>

struct aloe { int x; };

static struct kmem_cache *aloe_cachep;
void *aloe_get(void)
{
	return kmem_cache_alloc(aloe_cachep, GFP_KERNEL);
}
static int aloe_make(void)
{
	aloe_cachep = KMEM_CACHE(aloe, SLAB_HWCACHE_ALIGN);
	return aloe_cachep ? 0 : -ENOMEM;
}

#include "aloe_pm.h"

static int __init aloe_init(void)
{
	return aloe_make();
}
module_init(aloe_init);

static void __exit aloe_exit(void)
{
	kmem_cache_destroy(aloe_cachep);
}
module_exit(aloe_exit);
