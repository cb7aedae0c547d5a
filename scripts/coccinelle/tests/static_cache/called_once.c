// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;

static int foo_cache_init(void)
{
	foo_cachep = KMEM_CACHE(foo, 0);
	if (!foo_cachep)
		return -ENOMEM;
	return 0;
}

static int foo_setup(void)
{
	return foo_cache_init();
}

static int __init foo_init(void)
{
	return foo_setup();
}
module_init(foo_init);
