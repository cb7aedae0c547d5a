// SPDX-License-Identifier: GPL-2.0
// convert option_both_ways_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct option_both_ways {
	int x;
	char name[16];
};

static struct kmem_cache *option_both_ways_cachep;
void *option_both_ways_get(void);
void *option_both_ways_get(void)
{
	return kmem_cache_alloc(option_both_ways_cachep, GFP_KERNEL);
}

static int __init option_both_ways_init(void)
{
#ifdef CONFIG_OPTION_BOTH_WAYS_ACCOUNT
	option_both_ways_cachep = KMEM_CACHE(option_both_ways, SLAB_ACCOUNT);
#endif
#ifndef CONFIG_OPTION_BOTH_WAYS_ACCOUNT
	option_both_ways_cachep = KMEM_CACHE(option_both_ways, 0);
#endif
	if (!option_both_ways_cachep)
		return -ENOMEM;
	return 0;
}
module_init(option_both_ways_init);

static void __exit option_both_ways_exit(void)
{
	kmem_cache_destroy(option_both_ways_cachep);
}
module_exit(option_both_ways_exit);
