// SPDX-License-Identifier: GPL-2.0
// convert printed_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct printed {
	int x;
	char name[16];
};

static struct kmem_cache *printed_cachep;
void *printed_get(void);
void *printed_get(void)
{
	return kmem_cache_alloc(printed_cachep, GFP_KERNEL);
}

static int __init printed_init(void)
{
	printed_cachep = kmem_cache_create("printed", sizeof(struct printed), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!printed_cachep)
		return -ENOMEM;
	pr_debug("cache at %p", printed_cachep);
	return 0;
}
module_init(printed_init);

static void __exit printed_exit(void)
{
	kmem_cache_destroy(printed_cachep);
}
module_exit(printed_exit);
