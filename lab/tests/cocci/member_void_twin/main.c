// SPDX-License-Identifier: GPL-2.0
// refuse palm_cachep: kept in the member pool: tested for NULL
// A void * member whose name another struct has for a cache.
#include <linux/module.h>
#include <linux/slab.h>

struct palm { int x; };

#include "a.h"
#include "b.h"
int palm_mode(void);
static struct kmem_cache *palm_cachep;
static struct fb fb;
static struct fa fa;

static int __init palm_init(void)
{
	if (palm_mode()) {
		palm_cachep = KMEM_CACHE(palm, SLAB_HWCACHE_ALIGN);
		if (!palm_cachep)
			return -ENOMEM;
	}
	fb.pool = palm_cachep;
	fa.pool = palm_cachep;
	fb_get(&fb);
	return 0;
}
module_init(palm_init);

static void __exit palm_exit(void)
{
	kmem_cache_destroy(palm_cachep);
}
module_exit(palm_exit);
