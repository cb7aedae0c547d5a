// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>
// convert lovage_cachep
struct lovage { int x; };
static struct kmem_cache *lovage_cachep;
static void lovage_fail(void)
{
	pr_err("lovage: no cache\n");
}

static int __init lovage_init(void)
{
	lovage_cachep = KMEM_CACHE(lovage, SLAB_PANIC);
	if (!lovage_cachep) {
		lovage_fail();
		return -ENOMEM;
	}
	return 0;
}
module_init(lovage_init);
