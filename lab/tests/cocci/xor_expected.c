// SPDX-License-Identifier: GPL-2.0
// refuse fir_cachep: created inside another expression
// ^.
#include <linux/module.h>
#include <linux/slab.h>

struct fir { int x; };

static struct kmem_cache *fir_cachep;
void *fir_get(void)
{
	return kmem_cache_alloc(fir_cachep, GFP_KERNEL);
}
int fir_mode(void);

static int __init fir_init(void)
{
	if ((!(fir_cachep = KMEM_CACHE(fir, SLAB_HWCACHE_ALIGN))) ^ (fir_mode() != 0))
		return -ENOMEM;
	return 0;
}
module_init(fir_init);

static void __exit fir_exit(void)
{
	kmem_cache_destroy(fir_cachep);
}
module_exit(fir_exit);
