// SPDX-License-Identifier: GPL-2.0
// refuse yarrow_cachep: used by the macro YARROW_READY
// #include_next / #import in a header.
#include <linux/module.h>
#include <linux/slab.h>

struct yarrow { int x; };

#include "yarrow.h"
int yarrow_mode(void);
static struct kmem_cache *yarrow_cachep;
int yarrow_pooled(void *);
int yarrow_plain(void);
int yarrow_get(void)
{
	if (YARROW_READY())
		return yarrow_pooled(kmem_cache_alloc(yarrow_cachep, GFP_KERNEL));
	return yarrow_plain();
}

static int __init yarrow_init(void)
{
	if (yarrow_mode()) {
		yarrow_cachep = KMEM_CACHE(yarrow, SLAB_HWCACHE_ALIGN);
		if (!yarrow_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(yarrow_init);

static void __exit yarrow_exit(void)
{
	kmem_cache_destroy(yarrow_cachep);
}
module_exit(yarrow_exit);
