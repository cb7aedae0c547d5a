// SPDX-License-Identifier: GPL-2.0
// refuse cherry_cachep: used by the macro CHERRY_READY
// The Makefile includes a header by -include.
#include <linux/module.h>
#include <linux/slab.h>

struct cherry { int x; };

int cherry_mode(void);
static struct kmem_cache *cherry_cachep;
int cherry_get(void)
{
	if (CHERRY_READY())
		return cherry_pooled(kmem_cache_alloc(cherry_cachep, GFP_KERNEL));
	return cherry_plain();
}

static int __init cherry_init(void)
{
	if (cherry_mode()) {
		cherry_cachep = KMEM_CACHE(cherry, SLAB_HWCACHE_ALIGN);
		if (!cherry_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(cherry_init);

static void __exit cherry_exit(void)
{
	kmem_cache_destroy(cherry_cachep);
}
module_exit(cherry_exit);
