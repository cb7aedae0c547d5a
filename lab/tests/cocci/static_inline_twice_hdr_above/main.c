// SPDX-License-Identifier: GPL-2.0
// refuse cobalt_cachep: created more than once perhaps: cobalt_make() is called twice
// A prototype above, the header's function calls it.
#include <linux/module.h>
#include <linux/slab.h>

struct cobalt { int x; };

static struct kmem_cache *cobalt_cachep;
void *cobalt_get(void)
{
	return kmem_cache_alloc(cobalt_cachep, GFP_KERNEL);
}
static int cobalt_make(void);
#include "cobalt_pm.h"
static int cobalt_make(void)
{
	cobalt_cachep = KMEM_CACHE(cobalt, SLAB_HWCACHE_ALIGN);
	if (!cobalt_cachep)
		return -ENOMEM;
	return 0;
}

static int __init cobalt_init(void)
{
	return cobalt_make();
}
module_init(cobalt_init);

static void __exit cobalt_exit(void)
{
	kmem_cache_destroy(cobalt_cachep);
}
module_exit(cobalt_exit);
