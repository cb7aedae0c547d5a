// SPDX-License-Identifier: GPL-2.0
// refuse ivy_leaf_cachep: tested for NULL
// The static getter's result is tested in an inline function of a header below.
#include <linux/module.h>
#include <linux/slab.h>

struct ivy_leaf { int x; };

int ivy_leaf_mode(void);
static struct kmem_cache *ivy_leaf_cachep;
int ivy_leaf_pooled(void *);
int ivy_leaf_plain(void);
static struct kmem_cache *ivy_leaf_cache(void)
{
	return ivy_leaf_cachep;
}
#include "ivy_leaf_ready.h"
int ivy_leaf_get(void)
{
	if (ivy_leaf_ready())
		return ivy_leaf_pooled(kmem_cache_alloc(ivy_leaf_cachep, GFP_KERNEL));
	return ivy_leaf_plain();
}

static int __init ivy_leaf_init(void)
{
	if (ivy_leaf_mode()) {
		ivy_leaf_cachep = KMEM_CACHE(ivy_leaf, SLAB_HWCACHE_ALIGN);
		if (!ivy_leaf_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(ivy_leaf_init);

static void __exit ivy_leaf_exit(void)
{
	kmem_cache_destroy(ivy_leaf_cachep);
}
module_exit(ivy_leaf_exit);
