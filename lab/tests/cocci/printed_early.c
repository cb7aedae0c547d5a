// SPDX-License-Identifier: GPL-2.0
// refuse printed_early_cachep: printed where it may be NULL
#include <linux/module.h>
#include <linux/slab.h>

struct printed_early {
	int x;
	char name[16];
};

static void printed_early_show(void);
static struct kmem_cache *printed_early_cachep;
static void printed_early_show(void)
{
	pr_info("cache %p", printed_early_cachep);
}
void *printed_early_get(void);
void *printed_early_get(void)
{
	return kmem_cache_alloc(printed_early_cachep, GFP_KERNEL);
}

static int __init printed_early_init(void)
{
	printed_early_show();
	printed_early_cachep = kmem_cache_create("printed_early", sizeof(struct printed_early), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!printed_early_cachep)
		return -ENOMEM;
	printed_early_show();
	return 0;
}
module_init(printed_early_init);

static void __exit printed_early_exit(void)
{
	kmem_cache_destroy(printed_early_cachep);
}
module_exit(printed_early_exit);
