// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;
static struct kmem_cache *bar_cachep;

static int __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, 0);
	return foo_cachep ? 0 : -ENOMEM;
}
module_init(foo_init);

static int __init bar_init(void)
{
	bar_cachep = KMEM_CACHE(bar, 0);
	if (bar_cachep)
		return 0;
	return -ENOMEM;
}
fs_initcall(bar_init);
