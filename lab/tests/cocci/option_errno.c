// SPDX-License-Identifier: GPL-2.0
// convert option_errno_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct option_errno {
	int x;
	char name[16];
};

static struct kmem_cache *option_errno_cachep;
int option_errno_b(void);
void *option_errno_get(void);
void *option_errno_get(void)
{
	return kmem_cache_alloc(option_errno_cachep, GFP_KERNEL);
}

static int __init option_errno_init(void)
{
	int err;
#ifdef CONFIG_OPTION_ERRNO_A
	option_errno_cachep = KMEM_CACHE(option_errno, SLAB_ACCOUNT);
#endif
#ifndef CONFIG_OPTION_ERRNO_A
	option_errno_cachep = KMEM_CACHE(option_errno, 0);
#endif
	if (!option_errno_cachep) {
		err = -ENOMEM;
		return err;
	}
	return option_errno_b();
}
module_init(option_errno_init);

static void __exit option_errno_exit(void)
{
	kmem_cache_destroy(option_errno_cachep);
}
module_exit(option_errno_exit);
