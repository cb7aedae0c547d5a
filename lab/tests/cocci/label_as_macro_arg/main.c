// SPDX-License-Identifier: GPL-2.0
// refuse basil_cachep: created more than once perhaps: may run again, from the label again
// The label is an argument of a header's macro.
#include <linux/module.h>
#include <linux/slab.h>

struct basil { int x; };

#include "basil.h"
int basil_mode(void);
static struct kmem_cache *basil_cachep;
void *basil_get(void)
{
	return kmem_cache_alloc(basil_cachep, GFP_KERNEL);
}
static int __init basil_init(void)
{
	if (basil_mode())
		goto again;
	basil_prepare();
again:
	basil_cachep = KMEM_CACHE(basil, SLAB_HWCACHE_ALIGN);
	if (!basil_cachep)
		return -ENOMEM;
	BASIL_OR(basil_settle(), again);
	return 0;
}
module_init(basil_init);

static void __exit basil_exit(void)
{
	kmem_cache_destroy(basil_cachep);
}
module_exit(basil_exit);
