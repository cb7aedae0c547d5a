// SPDX-License-Identifier: GPL-2.0
// refuse cedar_cachep: used by the macro CEDAR_READY
// A header includes another by a macro, as trace headers do.
#include <linux/module.h>
#include <linux/slab.h>

struct cedar { int x; };

#include "cedar.h"
int cedar_mode(void);
static struct kmem_cache *cedar_cachep;
int cedar_get(void)
{
	if (CEDAR_READY())
		return cedar_pooled(kmem_cache_alloc(cedar_cachep, GFP_KERNEL));
	return cedar_plain();
}

static int __init cedar_init(void)
{
	if (cedar_mode()) {
		cedar_cachep = KMEM_CACHE(cedar, SLAB_HWCACHE_ALIGN);
		if (!cedar_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(cedar_init);

static void __exit cedar_exit(void)
{
	kmem_cache_destroy(cedar_cachep);
}
module_exit(cedar_exit);
