// SPDX-License-Identifier: GPL-2.0
// refuse option_undefined_cachep: created in more than one place
#include <linux/module.h>
#include <linux/slab.h>

struct option_undefined {
	int x;
	char name[16];
};

#define CONFIG_OPTION_UNDEFINED_ACCOUNT 1
static struct kmem_cache *option_undefined_cachep;
void *option_undefined_get(void);
void *option_undefined_get(void)
{
	return kmem_cache_alloc(option_undefined_cachep, GFP_KERNEL);
}

static int __init option_undefined_init(void)
{
#ifdef CONFIG_OPTION_UNDEFINED_ACCOUNT
	option_undefined_cachep = KMEM_CACHE(option_undefined, SLAB_ACCOUNT);
#undef CONFIG_OPTION_UNDEFINED_ACCOUNT
#endif
#ifndef CONFIG_OPTION_UNDEFINED_ACCOUNT
	option_undefined_cachep = KMEM_CACHE(option_undefined, 0);
#endif
	if (!option_undefined_cachep)
		return -ENOMEM;
	return 0;
}
module_init(option_undefined_init);

static void __exit option_undefined_exit(void)
{
	kmem_cache_destroy(option_undefined_cachep);
}
module_exit(option_undefined_exit);
