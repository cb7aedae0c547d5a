// SPDX-License-Identifier: GPL-2.0
// refuse printed_unless_cachep: printed where it may be NULL
#include <linux/module.h>
#include <linux/slab.h>

struct printed_unless {
	int x;
	char name[16];
};

static struct kmem_cache *printed_unless_cachep;
int printed_unless_mode(void);
void *printed_unless_get(void);
void *printed_unless_get(void)
{
	return kmem_cache_alloc(printed_unless_cachep, GFP_KERNEL);
}

static int __init printed_unless_init(void)
{
	if (printed_unless_mode()) {
		printed_unless_cachep = kmem_cache_create("printed_unless", sizeof(struct printed_unless), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!printed_unless_cachep)
			return -ENOMEM;
	}
	pr_info("cache %p", printed_unless_cachep);
	return 0;
}
module_init(printed_unless_init);

static void __exit printed_unless_exit(void)
{
	kmem_cache_destroy(printed_unless_cachep);
}
module_exit(printed_unless_exit);
