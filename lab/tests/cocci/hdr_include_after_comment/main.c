// SPDX-License-Identifier: GPL-2.0
// refuse thyme_cachep: used by the macro THYME_READY
// A comment on the line before #include, in a header.
#include <linux/module.h>
#include <linux/slab.h>

struct thyme { int x; };

#include "thyme.h"
int thyme_mode(void);
static struct kmem_cache *thyme_cachep;
int thyme_pooled(void *);
int thyme_plain(void);
int thyme_get(void)
{
	if (THYME_READY())
		return thyme_pooled(kmem_cache_alloc(thyme_cachep, GFP_KERNEL));
	return thyme_plain();
}

static int __init thyme_init(void)
{
	if (thyme_mode()) {
		thyme_cachep = KMEM_CACHE(thyme, SLAB_HWCACHE_ALIGN);
		if (!thyme_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(thyme_init);

static void __exit thyme_exit(void)
{
	kmem_cache_destroy(thyme_cachep);
}
module_exit(thyme_exit);
