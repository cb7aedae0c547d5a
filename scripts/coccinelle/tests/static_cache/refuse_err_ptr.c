// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;

static int __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, 0);
	if (IS_ERR(foo_cachep))
		return PTR_ERR(foo_cachep);
	return 0;
}
module_init(foo_init);
