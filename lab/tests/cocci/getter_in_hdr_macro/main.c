// SPDX-License-Identifier: GPL-2.0
// refuse elder_cachep: elder_cache() returns it
// A static function returns the cache, a header's macro tests what it returns.
#include <linux/module.h>
#include <linux/slab.h>

struct elder { int x; };

#include "elder.h"
int elder_mode(void);
static struct kmem_cache *elder_cachep;
static struct kmem_cache *elder_cache(void)
{
	return elder_cachep;
}

int elder_get(void)
{
	if (ELDER_READY())
		return elder_pooled(kmem_cache_alloc(elder_cache(), GFP_KERNEL));
	return elder_plain();
}

static int __init elder_init(void)
{
	if (elder_mode()) {
		elder_cachep = KMEM_CACHE(elder, SLAB_HWCACHE_ALIGN);
		if (!elder_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(elder_init);

static void __exit elder_exit(void)
{
	kmem_cache_destroy(elder_cachep);
}
module_exit(elder_exit);
