// SPDX-License-Identifier: GPL-2.0
// refuse option_other_cachep: created in more than one place
#include <linux/module.h>
#include <linux/slab.h>

struct option_other {
	int x;
	char name[16];
};

static struct kmem_cache *option_other_cachep;
void *option_other_get(void);
void *option_other_get(void)
{
	return kmem_cache_alloc(option_other_cachep, GFP_KERNEL);
}

static int __init option_other_init(void)
{
#ifdef CONFIG_OPTION_OTHER_ACCOUNT
	option_other_cachep = KMEM_CACHE(option_other, SLAB_ACCOUNT);
#endif
#ifdef CONFIG_OPTION_OTHER_PLAIN
	option_other_cachep = KMEM_CACHE(option_other, 0);
#endif
	if (!option_other_cachep)
		return -ENOMEM;
	return 0;
}
module_init(option_other_init);

static void __exit option_other_exit(void)
{
	kmem_cache_destroy(option_other_cachep);
}
module_exit(option_other_exit);
