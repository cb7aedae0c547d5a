// SPDX-License-Identifier: GPL-2.0
// refuse holly_cachep: HOLLY() can make a name of it
// A header puts the name together itself.
#include <linux/module.h>
#include <linux/slab.h>

struct holly { int x; };

#include "holly.h"
int holly_mode(void);
static struct kmem_cache *holly_cachep;
int holly_pooled(void *);
int holly_plain(void);
int holly_get(void)
{
	if (HOLLY_READY())
		return holly_pooled(kmem_cache_alloc(holly_cachep, GFP_KERNEL));
	return holly_plain();
}

static int __init holly_init(void)
{
	if (holly_mode()) {
		holly_cachep = KMEM_CACHE(holly, SLAB_HWCACHE_ALIGN);
		if (!holly_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(holly_init);

static void __exit holly_exit(void)
{
	kmem_cache_destroy(holly_cachep);
}
module_exit(holly_exit);
