// SPDX-License-Identifier: GPL-2.0
// refuse agate_cachep: used by the macro AGATE_READY
// A // in a string before the use.
#include <linux/module.h>
#include <linux/slab.h>

struct agate { int x; };

#include "agate.h"
int agate_mode(void);
static struct kmem_cache *agate_cachep;
int agate_pooled(void *);
int agate_plain(void);
int agate_get(void)
{
	if (AGATE_READY())
		return agate_pooled(kmem_cache_alloc(agate_cachep, GFP_KERNEL));
	return agate_plain();
}

static int __init agate_init(void)
{
	if (agate_mode()) {
		agate_cachep = KMEM_CACHE(agate, SLAB_HWCACHE_ALIGN);
		if (!agate_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(agate_init);

static void __exit agate_exit(void)
{
	kmem_cache_destroy(agate_cachep);
}
module_exit(agate_exit);
