// SPDX-License-Identifier: GPL-2.0
// refuse walnut_cachep: used by the macro WALNUT_READY
// The name of the macro is on the next line.
#include <linux/module.h>
#include <linux/slab.h>

struct walnut { int x; };

#include "walnut.h"
int walnut_mode(void);
static struct kmem_cache *walnut_cachep;
int walnut_pooled(void *);
int walnut_plain(void);
int walnut_get(void)
{
	if (WALNUT_READY())
		return walnut_pooled(kmem_cache_alloc(walnut_cachep, GFP_KERNEL));
	return walnut_plain();
}

static int __init walnut_init(void)
{
	if (walnut_mode()) {
		walnut_cachep = KMEM_CACHE(walnut, SLAB_HWCACHE_ALIGN);
		if (!walnut_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(walnut_init);

static void __exit walnut_exit(void)
{
	kmem_cache_destroy(walnut_cachep);
}
module_exit(walnut_exit);
