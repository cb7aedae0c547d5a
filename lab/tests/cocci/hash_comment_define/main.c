// SPDX-License-Identifier: GPL-2.0
// refuse willow_cachep: used by the macro WILLOW_READY
// %: digraph.
#include <linux/module.h>
#include <linux/slab.h>

struct willow { int x; };

#include "willow.h"
int willow_mode(void);
static struct kmem_cache *willow_cachep;
int willow_pooled(void *);
int willow_plain(void);
int willow_get(void)
{
	if (WILLOW_READY())
		return willow_pooled(kmem_cache_alloc(willow_cachep, GFP_KERNEL));
	return willow_plain();
}

static int __init willow_init(void)
{
	if (willow_mode()) {
		willow_cachep = KMEM_CACHE(willow, SLAB_HWCACHE_ALIGN);
		if (!willow_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(willow_init);

static void __exit willow_exit(void)
{
	kmem_cache_destroy(willow_cachep);
}
module_exit(willow_exit);
