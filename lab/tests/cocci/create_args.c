// SPDX-License-Identifier: GPL-2.0
// refuse -: created by a function that is not known
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *create_args_cachep;

static int __init create_args_init(void)
{
	create_args_cachep = __kmem_cache_create_args("create_args", 32, 0, 0, NULL);
	if (!create_args_cachep)
		return -ENOMEM;
	return 0;
}
module_init(create_args_init);
