// SPDX-License-Identifier: GPL-2.0
// refuse poplar_cachep: created more than once perhaps: poplar_make() is used in a preprocessor line
// An object-like macro of a header is the creator's name.
#include <linux/module.h>
#include <linux/slab.h>

struct poplar { int x; };

#include "poplar.h"
static struct kmem_cache *poplar_cachep;
void *poplar_get(void)
{
	return kmem_cache_alloc(poplar_cachep, GFP_KERNEL);
}
static int poplar_make(void)
{
	poplar_cachep = KMEM_CACHE(poplar, SLAB_HWCACHE_ALIGN);
	return poplar_cachep ? 0 : -ENOMEM;
}

int poplar_resume(void)
{
	return poplar_remake();
}

static int __init poplar_init(void)
{
	return poplar_make();
}
module_init(poplar_init);

static void __exit poplar_exit(void)
{
	kmem_cache_destroy(poplar_cachep);
}
module_exit(poplar_exit);
