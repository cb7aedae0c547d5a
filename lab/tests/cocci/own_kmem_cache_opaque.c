// SPDX-License-Identifier: GPL-2.0
// refuse gorse_cachep: DEFINE_KMEM_CACHE is the name of something else
// refuse gorse_bar_cachep: declared by DEFINE_KMEM_CACHE()
// The driver has a macro DEFINE_KMEM_CACHE.
#include <linux/module.h>
#include <linux/slab.h>

struct gorse { int x; };
struct bar {
	long y[3];
};

#define DEFINE_KMEM_CACHE(n) static struct kmem_cache *n
DEFINE_KMEM_CACHE(gorse_bar_cachep);
static struct kmem_cache *gorse_cachep;
void *gorse_get(void)
{
	return kmem_cache_alloc(gorse_cachep, GFP_KERNEL);
}
static int __init gorse_init(void)
{
	gorse_cachep = KMEM_CACHE(gorse, SLAB_HWCACHE_ALIGN);
	if (!gorse_cachep)
		return -ENOMEM;
	gorse_bar_cachep = KMEM_CACHE(bar, 0);
	if (!gorse_bar_cachep) {
		kmem_cache_destroy(gorse_cachep);
		return -ENOMEM;
	}
	return 0;
}
module_init(gorse_init);

static void __exit gorse_exit(void)
{
	kmem_cache_destroy(gorse_bar_cachep);
	kmem_cache_destroy(gorse_cachep);
}
module_exit(gorse_exit);
