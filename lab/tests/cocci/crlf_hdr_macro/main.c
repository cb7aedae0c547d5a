// SPDX-License-Identifier: GPL-2.0
// refuse box_elder_cachep: used by the macro BOX_ELDER_READY
// CR LF: a macro of two lines in a header tests the cache.
#include <linux/module.h>
#include <linux/slab.h>

struct box_elder { int x; };

#include "box_elder.h"
int box_elder_mode(void);
static struct kmem_cache *box_elder_cachep;
int box_elder_get(void)
{
	if (BOX_ELDER_READY())
		return box_elder_pooled(kmem_cache_alloc(box_elder_cachep, GFP_KERNEL));
	return box_elder_plain();
}

static int __init box_elder_init(void)
{
	if (box_elder_mode()) {
		box_elder_cachep = KMEM_CACHE(box_elder, SLAB_HWCACHE_ALIGN);
		if (!box_elder_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(box_elder_init);

static void __exit box_elder_exit(void)
{
	kmem_cache_destroy(box_elder_cachep);
}
module_exit(box_elder_exit);
