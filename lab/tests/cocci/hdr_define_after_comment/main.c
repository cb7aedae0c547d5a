// SPDX-License-Identifier: GPL-2.0
// refuse tansy_cachep: used by the macro TANSY_READY
// A comment on the line before #define.
#include <linux/module.h>
#include <linux/slab.h>

struct tansy { int x; };

#include "tansy.h"
int tansy_mode(void);
static struct kmem_cache *tansy_cachep;
int tansy_pooled(void *);
int tansy_plain(void);
int tansy_get(void)
{
	if (TANSY_READY())
		return tansy_pooled(kmem_cache_alloc(tansy_cachep, GFP_KERNEL));
	return tansy_plain();
}

static int __init tansy_init(void)
{
	if (tansy_mode()) {
		tansy_cachep = KMEM_CACHE(tansy, SLAB_HWCACHE_ALIGN);
		if (!tansy_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(tansy_init);

static void __exit tansy_exit(void)
{
	kmem_cache_destroy(tansy_cachep);
}
module_exit(tansy_exit);
