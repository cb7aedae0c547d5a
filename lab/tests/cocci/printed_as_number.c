// SPDX-License-Identifier: GPL-2.0
// refuse printed_as_number_cachep: passed to pr_info()
#include <linux/module.h>
#include <linux/slab.h>

struct printed_as_number {
	int x;
	char name[16];
};

static struct kmem_cache *printed_as_number_cachep;
void *printed_as_number_get(void);
void *printed_as_number_get(void)
{
	return kmem_cache_alloc(printed_as_number_cachep, GFP_KERNEL);
}

static int __init printed_as_number_init(void)
{
	printed_as_number_cachep = kmem_cache_create("printed_as_number", sizeof(struct printed_as_number), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!printed_as_number_cachep)
		return -ENOMEM;
	pr_info("cache %lx", printed_as_number_cachep);
	return 0;
}
module_init(printed_as_number_init);

static void __exit printed_as_number_exit(void)
{
	kmem_cache_destroy(printed_as_number_cachep);
}
module_exit(printed_as_number_exit);
