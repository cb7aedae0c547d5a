// SPDX-License-Identifier: GPL-2.0
// refuse tulip_cachep: used by the macro TULIP_READY
// A blank behind the backslash: gcc warns and goes on.
#include <linux/module.h>
#include <linux/slab.h>

struct tulip { int x; };

#include "tulip.h"
int tulip_mode(void);
static struct kmem_cache *tulip_cachep;
int tulip_pooled(void *);
int tulip_plain(void);
int tulip_get(void)
{
	if (TULIP_READY())
		return tulip_pooled(kmem_cache_alloc(tulip_cachep, GFP_KERNEL));
	return tulip_plain();
}

static int __init tulip_init(void)
{
	if (tulip_mode()) {
		tulip_cachep = KMEM_CACHE(tulip, SLAB_HWCACHE_ALIGN);
		if (!tulip_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(tulip_init);

static void __exit tulip_exit(void)
{
	kmem_cache_destroy(tulip_cachep);
}
module_exit(tulip_exit);
