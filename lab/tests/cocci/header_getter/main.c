// SPDX-License-Identifier: GPL-2.0
// refuse header_getter_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>
#include "header_getter.h"

struct kmem_cache *header_getter_cachep;

static int __init header_getter_init(void)
{
	header_getter_cachep = kmem_cache_create("header_getter", 32, 0, 0, NULL);
	if (!header_getter_cachep)
		return -ENOMEM;
	return 0;
}
module_init(header_getter_init);
