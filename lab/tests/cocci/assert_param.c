// SPDX-License-Identifier: GPL-2.0
// convert loam_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct loam { int x; };
static struct kmem_cache *loam_cachep;

static int __init loam_init(void)
{
	loam_cachep = KMEM_CACHE(loam, 0);
	if (!loam_cachep)
		return -ENOMEM;
	return 0;
}
module_init(loam_init);

/* Parameters of that name are not the cache: what is asked of them stays. */
void *loam_from(struct kmem_cache *loam_cachep, gfp_t gfp)
{
	BUG_ON(!loam_cachep);
	return kmem_cache_alloc(loam_cachep, gfp);
}

struct kmem_cache *loam_drop(struct kmem_cache *loam_cachep)
{
	kmem_cache_destroy(loam_cachep);
	loam_cachep = NULL;
	return loam_cachep;
}
