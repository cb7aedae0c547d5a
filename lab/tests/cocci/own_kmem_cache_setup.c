// SPDX-License-Identifier: GPL-2.0
// refuse flax_cachep: kmem_cache_setup is the name of something else
// The driver has a function of that name.
#include <linux/module.h>
#include <linux/slab.h>

struct flax { int x; };

static struct kmem_cache *flax_cachep;
void *flax_get(void)
{
	return kmem_cache_alloc(flax_cachep, GFP_KERNEL);
}
static int kmem_cache_setup(void)
{
	flax_cachep = KMEM_CACHE(flax, SLAB_HWCACHE_ALIGN);
	if (!flax_cachep)
		return -ENOMEM;
	return 0;
}

static int __init flax_init(void)
{
	return kmem_cache_setup();
}
module_init(flax_init);

static void __exit flax_exit(void)
{
	kmem_cache_destroy(flax_cachep);
}
module_exit(flax_exit);
