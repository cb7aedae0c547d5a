// SPDX-License-Identifier: GPL-2.0
// refuse khaki_cachep: GET() can make a name of it
#include <linux/module.h>
#include <linux/slab.h>
#include "khaki.h"

struct khaki { int x; };
static struct kmem_cache *khaki_cachep;
void *khaki_get(void)
{
	return kmem_cache_alloc(khaki_cachep, GFP_KERNEL);
}

int khaki_ready(void)
{
	return KHAKI_READY();
}

static int __init khaki_init(void)
{
	khaki_cachep = KMEM_CACHE(khaki, 0);
	if (!khaki_cachep)
		return -ENOMEM;
	return 0;
}
module_init(khaki_init);

static void __exit khaki_exit(void)
{
	kmem_cache_destroy(khaki_cachep);
}
module_exit(khaki_exit);
