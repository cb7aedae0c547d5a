// SPDX-License-Identifier: GPL-2.0
// refuse hemp_cachep: created inside another expression
// refuse hemp_bar_cachep: created inside another expression
#include <linux/module.h>
#include <linux/slab.h>

struct hemp { int x; };
struct bar {
	long y[3];
};

static struct kmem_cache *hemp_cachep;
static struct kmem_cache *hemp_bar_cachep;
void *hemp_get(void)
{
	return kmem_cache_alloc(hemp_cachep, GFP_KERNEL);
}

static int __init hemp_init(void)
{
	if ((!(hemp_cachep = KMEM_CACHE(hemp, SLAB_HWCACHE_ALIGN))) + (!(hemp_bar_cachep = kmem_cache_create("bar", sizeof(struct bar), 0, 0, NULL))) > 0)
		return -ENOMEM;
	return 0;
}
module_init(hemp_init);

static void __exit hemp_exit(void)
{
	kmem_cache_destroy(hemp_bar_cachep);
	kmem_cache_destroy(hemp_cachep);
}
module_exit(hemp_exit);
