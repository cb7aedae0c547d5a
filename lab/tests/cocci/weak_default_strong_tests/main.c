// SPDX-License-Identifier: GPL-2.0
// refuse clover_cachep: arch_clover_cache() tests it: tested for NULL
// A __weak function here, the strong one in another file tests it.
#include <linux/module.h>
#include <linux/slab.h>

struct clover { int x; };

int clover_mode(void);
static struct kmem_cache *clover_cachep;
void arch_clover_cache(struct kmem_cache *s);
void __weak arch_clover_cache(struct kmem_cache *s)
{
}

static int __init clover_init(void)
{
	if (clover_mode()) {
		clover_cachep = KMEM_CACHE(clover, SLAB_HWCACHE_ALIGN);
		if (!clover_cachep)
			return -ENOMEM;
	}
	arch_clover_cache(clover_cachep);
	return 0;
}
module_init(clover_init);

static void __exit clover_exit(void)
{
	kmem_cache_destroy(clover_cachep);
}
module_exit(clover_exit);
