// SPDX-License-Identifier: GPL-2.0
// refuse ebony_cachep: kept in the member slab: tested for NULL
// C23 nullptr.
#include <linux/module.h>
#include <linux/slab.h>

struct ebony { int x; };

int ebony_mode(void);
#ifndef nullptr
#define nullptr ((void *)0)
#endif
struct ebony_dev {
	struct kmem_cache *slab;
};
static struct ebony_dev ebony_dev;
int ebony_pooled(void *);
int ebony_plain(void);
static struct kmem_cache *ebony_cachep;
int ebony_get(void)
{
	if (ebony_dev.slab == nullptr)
		return ebony_plain();
	return ebony_pooled(kmem_cache_alloc(ebony_dev.slab, GFP_KERNEL));
}

static int __init ebony_init(void)
{
	if (ebony_mode()) {
		ebony_cachep = KMEM_CACHE(ebony, SLAB_HWCACHE_ALIGN);
		if (!ebony_cachep)
			return -ENOMEM;
	}
	ebony_dev.slab = ebony_cachep;
	return 0;
}
module_init(ebony_init);

static void __exit ebony_exit(void)
{
	kmem_cache_destroy(ebony_cachep);
}
module_exit(ebony_exit);
