// SPDX-License-Identifier: GPL-2.0
// refuse aspen_cachep: created more than once perhaps: aspen_make() is used in if()
// A .inc inside a function calls the static creator.
#include <linux/module.h>
#include <linux/slab.h>

struct aspen { int x; };

static struct kmem_cache *aspen_cachep;
void *aspen_get(void)
{
	return kmem_cache_alloc(aspen_cachep, GFP_KERNEL);
}
static int aspen_make(void)
{
	aspen_cachep = KMEM_CACHE(aspen, SLAB_HWCACHE_ALIGN);
	return aspen_cachep ? 0 : -ENOMEM;
}

int aspen_resume(void)
{
#include "aspen_resume.inc"
	return 0;
}

static int __init aspen_init(void)
{
	return aspen_make();
}
module_init(aspen_init);

static void __exit aspen_exit(void)
{
	kmem_cache_destroy(aspen_cachep);
}
module_exit(aspen_exit);
