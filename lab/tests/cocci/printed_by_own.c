// SPDX-License-Identifier: GPL-2.0
// refuse printed_by_own_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct printed_by_own {
	int x;
	char name[16];
};

#undef pr_debug
#define pr_debug(f, x) do { if (x) printk(f); } while (0)
static struct kmem_cache *printed_by_own_cachep;
int printed_by_own_mode(void);
void *printed_by_own_get(void);
void *printed_by_own_get(void)
{
	return kmem_cache_alloc(printed_by_own_cachep, GFP_KERNEL);
}

static int __init printed_by_own_init(void)
{
	if (printed_by_own_mode()) {
		printed_by_own_cachep = kmem_cache_create("printed_by_own", sizeof(struct printed_by_own), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!printed_by_own_cachep)
			return -ENOMEM;
	}
	pr_debug("pooled", printed_by_own_cachep);
	return 0;
}
module_init(printed_by_own_init);

static void __exit printed_by_own_exit(void)
{
	kmem_cache_destroy(printed_by_own_cachep);
}
module_exit(printed_by_own_exit);
