// SPDX-License-Identifier: GPL-2.0
// refuse -: used without a call
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *create_in_brackets_cachep;

static int __init create_in_brackets_init(void)
{
	create_in_brackets_cachep = (kmem_cache_create)("create_in_brackets", 32, 0, 0, NULL);
	if (!create_in_brackets_cachep)
		return -ENOMEM;
	return 0;
}
module_init(create_in_brackets_init);
