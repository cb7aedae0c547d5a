// SPDX-License-Identifier: GPL-2.0
// refuse alder_cachep: created more than once perhaps: alder_make() is used in a preprocessor line
// Static creator, a header's macro calls it.
#include <linux/module.h>
#include <linux/slab.h>

struct alder { int x; };

#include "alder.h"
static struct kmem_cache *alder_cachep;
void *alder_get(void)
{
	return kmem_cache_alloc(alder_cachep, GFP_KERNEL);
}
static int alder_make(void)
{
	alder_cachep = KMEM_CACHE(alder, SLAB_HWCACHE_ALIGN);
	return alder_cachep ? 0 : -ENOMEM;
}

int alder_resume(void)
{
	return ALDER_REMAKE();
}

static int __init alder_init(void)
{
	return alder_make();
}
module_init(alder_init);

static void __exit alder_exit(void)
{
	kmem_cache_destroy(alder_cachep);
}
module_exit(alder_exit);
