// SPDX-License-Identifier: GPL-2.0
// refuse -: used without a call
#include <linux/module.h>
#include <linux/slab.h>

#define new_cache kmem_cache_create
static struct kmem_cache *create_alias_cachep;

static int __init create_alias_init(void)
{
	create_alias_cachep = new_cache("create_alias", 32, 0, 0, NULL);
	if (!create_alias_cachep)
		return -ENOMEM;
	return 0;
}
module_init(create_alias_init);
