// SPDX-License-Identifier: GPL-2.0
// convert enomem_in_macro_cachep
// A macro that returns it is no definition of it.
#include <linux/module.h>
#include <linux/slab.h>

struct enomem_in_macro { int x; };
static struct kmem_cache *enomem_in_macro_cachep;

#define NOTHING_LEFT() (-ENOMEM)

int enomem_in_macro_get(void)
{
	return kmem_cache_alloc(enomem_in_macro_cachep, GFP_KERNEL) ? 0 : NOTHING_LEFT();
}

static int __init enomem_in_macro_init(void)
{
	enomem_in_macro_cachep = KMEM_CACHE(enomem_in_macro, 0);
	if (!enomem_in_macro_cachep)
		return -ENOMEM;
	return 0;
}
module_init(enomem_in_macro_init);

static void __exit enomem_in_macro_exit(void)
{
	kmem_cache_destroy(enomem_in_macro_cachep);
}
module_exit(enomem_in_macro_exit);
