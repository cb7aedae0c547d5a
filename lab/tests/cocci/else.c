// SPDX-License-Identifier: GPL-2.0
// convert else_foo_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *else_foo_cachep;

static int __init else_foo_init(void)
{
	else_foo_cachep = KMEM_CACHE(else_foo, 0);
	if (!else_foo_cachep)
		return -ENOMEM;
	else
		pr_info("ready\n");
	return 0;
}
module_init(else_foo_init);
