// SPDX-License-Identifier: GPL-2.0
// refuse option_header_between_cachep: created in more than one place
#include <linux/module.h>
#include <linux/slab.h>

struct option_header_between {
	int x;
	char name[16];
};

static struct kmem_cache *option_header_between_cachep;
void *option_header_between_get(void);
void *option_header_between_get(void)
{
	return kmem_cache_alloc(option_header_between_cachep, GFP_KERNEL);
}

static int __init option_header_between_init(void)
{
#ifdef CONFIG_OPTION_HEADER_BETWEEN_A
	option_header_between_cachep = KMEM_CACHE(option_header_between, SLAB_ACCOUNT);
#endif
#include "option_header_betweenz.h"
#ifndef CONFIG_OPTION_HEADER_BETWEEN_A
	option_header_between_cachep = KMEM_CACHE(option_header_between, 0);
#endif
	if (!option_header_between_cachep)
		return -ENOMEM;
	return 0;
}
module_init(option_header_between_init);

static void __exit option_header_between_exit(void)
{
	kmem_cache_destroy(option_header_between_cachep);
}
module_exit(option_header_between_exit);
