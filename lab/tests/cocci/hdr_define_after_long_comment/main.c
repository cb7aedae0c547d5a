// SPDX-License-Identifier: GPL-2.0
// refuse teak_cachep: used by the macro TEAK_READY
// The comment before #define ends on its line.
#include <linux/module.h>
#include <linux/slab.h>

struct teak { int x; };

#include "teak.h"
int teak_mode(void);
static struct kmem_cache *teak_cachep;
int teak_pooled(void *);
int teak_plain(void);
int teak_get(void)
{
	if (TEAK_READY())
		return teak_pooled(kmem_cache_alloc(teak_cachep, GFP_KERNEL));
	return teak_plain();
}

static int __init teak_init(void)
{
	if (teak_mode()) {
		teak_cachep = KMEM_CACHE(teak, SLAB_HWCACHE_ALIGN);
		if (!teak_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(teak_init);

static void __exit teak_exit(void)
{
	kmem_cache_destroy(teak_cachep);
}
module_exit(teak_exit);
