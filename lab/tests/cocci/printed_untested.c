// SPDX-License-Identifier: GPL-2.0
// refuse printed_untested_cachep: used in a way|passed to|printed
#include <linux/module.h>
#include <linux/slab.h>

struct printed_untested {
	int x;
	char name[16];
};

static struct kmem_cache *printed_untested_cachep;
void *printed_untested_get(void);
void *printed_untested_get(void)
{
	return kmem_cache_alloc(printed_untested_cachep, GFP_KERNEL);
}

static int __init printed_untested_init(void)
{
	printed_untested_cachep = kmem_cache_create("printed_untested", sizeof(struct printed_untested), 0, SLAB_HWCACHE_ALIGN, NULL);
	pr_info("%p\n", printed_untested_cachep);
	if (!printed_untested_cachep)
		return -ENOMEM;
	return 0;
}
module_init(printed_untested_init);

static void __exit printed_untested_exit(void)
{
	kmem_cache_destroy(printed_untested_cachep);
}
module_exit(printed_untested_exit);
