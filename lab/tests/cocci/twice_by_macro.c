// SPDX-License-Identifier: GPL-2.0
// refuse twice_by_macro_cachep: is called in the macro twice
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *twice_by_macro_cachep;

#define twice(x) ({ x; x; })
static int twice_by_macro_setup(void)
{
	twice_by_macro_cachep = kmem_cache_create("twice_by_macro", 32, 0, 0, NULL);
	if (!twice_by_macro_cachep)
		return -ENOMEM;
	return 0;
}

static int __init twice_by_macro_init(void)
{
	return twice(({ twice_by_macro_setup(); }));
}
module_init(twice_by_macro_init);
