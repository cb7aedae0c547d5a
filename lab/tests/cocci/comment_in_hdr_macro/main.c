// SPDX-License-Identifier: GPL-2.0
// refuse briar_cachep: used by the macro BRIAR_READY
// A macro of a header with a comment of two lines in it tests the cache.
#include <linux/module.h>
#include <linux/slab.h>

struct briar { int x; };

#include "briar.h"
int briar_mode(void);
static struct kmem_cache *briar_cachep;
int briar_get(void)
{
	if (BRIAR_READY())
		return briar_pooled(kmem_cache_alloc(briar_cachep, GFP_KERNEL));
	return briar_plain();
}

static int __init briar_init(void)
{
	if (briar_mode()) {
		briar_cachep = KMEM_CACHE(briar, SLAB_HWCACHE_ALIGN);
		if (!briar_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(briar_init);

static void __exit briar_exit(void)
{
	kmem_cache_destroy(briar_cachep);
}
module_exit(briar_exit);
