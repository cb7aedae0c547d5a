// SPDX-License-Identifier: GPL-2.0
// convert option_functions_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct option_functions {
	int x;
	char name[16];
};

static struct kmem_cache *option_functions_cachep;
#ifdef CONFIG_OPTION_FUNCTIONS_ACCOUNT
static int option_functions_make(void)
{
	option_functions_cachep = KMEM_CACHE(option_functions, SLAB_ACCOUNT);
	if (!option_functions_cachep)
		return -ENOMEM;
	return 0;
}
#endif

#ifndef CONFIG_OPTION_FUNCTIONS_ACCOUNT
static int option_functions_make(void)
{
	option_functions_cachep = KMEM_CACHE(option_functions, 0);
	if (!option_functions_cachep)
		return -ENOMEM;
	return 0;
}
#endif
void *option_functions_get(void);
void *option_functions_get(void)
{
	return kmem_cache_alloc(option_functions_cachep, GFP_KERNEL);
}

static int __init option_functions_init(void)
{
	return option_functions_make();
}
module_init(option_functions_init);

static void __exit option_functions_exit(void)
{
	kmem_cache_destroy(option_functions_cachep);
}
module_exit(option_functions_exit);
