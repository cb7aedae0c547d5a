// SPDX-License-Identifier: GPL-2.0
// refuse clove_cachep: clove_stats_cache() tests it: tested for NULL
// The usual #ifdef CONFIG_ prototype, #else empty inline: the body in another file tests it.
#include <linux/module.h>
#include <linux/slab.h>

struct clove { int x; };

#include "stats.h"
int clove_mode(void);
static struct kmem_cache *clove_cachep;

static int __init clove_init(void)
{
	if (clove_mode()) {
		clove_cachep = KMEM_CACHE(clove, SLAB_HWCACHE_ALIGN);
		if (!clove_cachep)
			return -ENOMEM;
	}
	clove_stats_cache(clove_cachep);
	return 0;
}
module_init(clove_init);

static void __exit clove_exit(void)
{
	kmem_cache_destroy(clove_cachep);
}
module_exit(clove_exit);
