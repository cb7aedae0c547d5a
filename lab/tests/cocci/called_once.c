// SPDX-License-Identifier: GPL-2.0
// convert called_once_foo_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *called_once_foo_cachep;

static int called_once_foo_cache_init(void)
{
	called_once_foo_cachep = KMEM_CACHE(called_once_foo, 0);
	if (!called_once_foo_cachep)
		return -ENOMEM;
	return 0;
}

static int called_once_foo_setup(void)
{
	return called_once_foo_cache_init();
}

static int __init called_once_foo_init(void)
{
	return called_once_foo_setup();
}
module_init(called_once_foo_init);
