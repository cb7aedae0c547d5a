// SPDX-License-Identifier: GPL-2.0
// refuse amber_cachep: used by the macro AMBER_READY
// /* in a string before the use, */ in one behind.
#include <linux/module.h>
#include <linux/slab.h>

struct amber { int x; };

#include "amber.h"
int amber_mode(void);
static struct kmem_cache *amber_cachep;
int amber_pooled(void *);
int amber_plain(void);
int amber_get(void)
{
	if (AMBER_READY())
		return amber_pooled(kmem_cache_alloc(amber_cachep, GFP_KERNEL));
	return amber_plain();
}

static int __init amber_init(void)
{
	if (amber_mode()) {
		amber_cachep = KMEM_CACHE(amber, SLAB_HWCACHE_ALIGN);
		if (!amber_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(amber_init);

static void __exit amber_exit(void)
{
	kmem_cache_destroy(amber_cachep);
}
module_exit(amber_exit);
