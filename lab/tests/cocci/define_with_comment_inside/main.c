// SPDX-License-Identifier: GPL-2.0
// refuse viola_cachep: used by the macro VIOLA_READY
// #define, a comment, the name.
#include <linux/module.h>
#include <linux/slab.h>

struct viola { int x; };

#include "viola.h"
int viola_mode(void);
static struct kmem_cache *viola_cachep;
int viola_pooled(void *);
int viola_plain(void);
int viola_get(void)
{
	if (VIOLA_READY())
		return viola_pooled(kmem_cache_alloc(viola_cachep, GFP_KERNEL));
	return viola_plain();
}

static int __init viola_init(void)
{
	if (viola_mode()) {
		viola_cachep = KMEM_CACHE(viola, SLAB_HWCACHE_ALIGN);
		if (!viola_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(viola_init);

static void __exit viola_exit(void)
{
	kmem_cache_destroy(viola_cachep);
}
module_exit(viola_exit);
