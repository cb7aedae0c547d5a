// SPDX-License-Identifier: GPL-2.0
// refuse either_linkage_cachep: defined in two ways
#include <linux/module.h>
#include <linux/slab.h>

struct either_linkage {
	int x;
	char name[16];
};

#ifdef CONFIG_EITHER_LINKAGE
static struct kmem_cache *either_linkage_cachep;
#else
struct kmem_cache *either_linkage_cachep;
#endif
void *either_linkage_get(void);
void *either_linkage_get(void)
{
	return kmem_cache_alloc(either_linkage_cachep, GFP_KERNEL);
}

static int __init either_linkage_init(void)
{
	either_linkage_cachep = kmem_cache_create("either_linkage", sizeof(struct either_linkage), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!either_linkage_cachep)
		return -ENOMEM;
	return 0;
}
module_init(either_linkage_init);

static void __exit either_linkage_exit(void)
{
	kmem_cache_destroy(either_linkage_cachep);
}
module_exit(either_linkage_exit);
