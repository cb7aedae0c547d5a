// SPDX-License-Identifier: GPL-2.0
// refuse -: used without a call
#include <linux/module.h>
#include <linux/slab.h>

static typeof(kmem_cache_create) *new_cache = kmem_cache_create;
static struct kmem_cache *create_pointer_cachep;

static int __init create_pointer_init(void)
{
	create_pointer_cachep = new_cache("create_pointer", 32, 0, 0, NULL);
	if (!create_pointer_cachep)
		return -ENOMEM;
	return 0;
}
module_init(create_pointer_init);
