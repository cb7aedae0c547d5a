// SPDX-License-Identifier: GPL-2.0
// refuse option_far_cachep: its test does not follow at once
#include <linux/module.h>
#include <linux/slab.h>

struct option_far {
	int x;
	char name[16];
};

static struct kmem_cache *option_far_cachep;
int option_far_b(void);
void *option_far_get(void);
void *option_far_get(void)
{
	return kmem_cache_alloc(option_far_cachep, GFP_KERNEL);
}

static int __init option_far_init(void)
{
	int err;
#ifdef CONFIG_OPTION_FAR_A
	option_far_cachep = KMEM_CACHE(option_far, SLAB_ACCOUNT);
#endif
	option_far_b();
#ifndef CONFIG_OPTION_FAR_A
	option_far_cachep = KMEM_CACHE(option_far, 0);
#endif
	if (!option_far_cachep) {
		err = -ENOMEM;
		return err;
	}
	return 0;
}
module_init(option_far_init);

static void __exit option_far_exit(void)
{
	kmem_cache_destroy(option_far_cachep);
}
module_exit(option_far_exit);
