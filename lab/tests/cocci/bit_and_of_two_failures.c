// SPDX-License-Identifier: GPL-2.0
// refuse fern_cachep: created inside another expression
// ! is 0 or 1, an errno is not: & 1.
#include <linux/module.h>
#include <linux/slab.h>

struct fern { int x; };

static struct kmem_cache *fern_cachep;
void *fern_get(void)
{
	return kmem_cache_alloc(fern_cachep, GFP_KERNEL);
}
int fern_mode(void);

static int __init fern_init(void)
{
	if ((!(fern_cachep = KMEM_CACHE(fern, SLAB_HWCACHE_ALIGN))) & (fern_mode() == 0))
		return -ENOMEM;
	return 0;
}
module_init(fern_init);

static void __exit fern_exit(void)
{
	kmem_cache_destroy(fern_cachep);
}
module_exit(fern_exit);
