// SPDX-License-Identifier: GPL-2.0
// convert skua_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct skua { int x; };
static struct kmem_cache *skua_cachep;

static int __init skua_init(void)
{
	BUG_ON(skua_cachep);
	skua_cachep = KMEM_CACHE(skua, 0);
	if (!skua_cachep)
		return -ENOMEM;
	return 0;
}
module_init(skua_init);

static void __exit skua_exit(void)
{
	BUG_ON(!skua_cachep);
	kmem_cache_destroy(skua_cachep);
}
module_exit(skua_exit);
