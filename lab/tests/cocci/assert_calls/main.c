// SPDX-License-Identifier: GPL-2.0
// refuse azure_cachep: passed to azure_assert(), which is not known to take a cache
#include <linux/module.h>
#include <linux/slab.h>
#include "azure.h"

struct azure { int x; };
static struct kmem_cache *azure_cachep;
void *azure_get(void)
{
	return kmem_cache_alloc(azure_cachep, GFP_KERNEL);
}

static int __init azure_init(void)
{
	azure_cachep = KMEM_CACHE(azure, 0);
	if (!azure_cachep)
		return -ENOMEM;
	return 0;
}
module_init(azure_init);

static void __exit azure_exit(void)
{
	azure_assert(azure_cachep);
	kmem_cache_destroy(azure_cachep);
}
module_exit(azure_exit);
