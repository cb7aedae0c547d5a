// SPDX-License-Identifier: GPL-2.0
// refuse cyan_cachep: used by the macro CYAN_READY
#include <linux/module.h>
#include <linux/slab.h>
#include "cyan.h"

struct cyan { int x; };
static struct kmem_cache *cyan_cachep;
void *cyan_get(void)
{
	return kmem_cache_alloc(cyan_cachep, GFP_KERNEL);
}

int cyan_ready(void)
{
	return CYAN_READY();
}

static int __init cyan_init(void)
{
	cyan_cachep = KMEM_CACHE(cyan, 0);
	if (!cyan_cachep)
		return -ENOMEM;
	return 0;
}
module_init(cyan_init);

static void __exit cyan_exit(void)
{
	kmem_cache_destroy(cyan_cachep);
}
module_exit(cyan_exit);
