// SPDX-License-Identifier: GPL-2.0
// refuse static_or_extern_cachep: declared more than once
#include <linux/module.h>
#include <linux/slab.h>
#include "static_or_extern.h"

struct kmem_cache *static_or_extern_cachep;

static int __init static_or_extern_init(void)
{
	static_or_extern_cachep = kmem_cache_create("static_or_extern", 32, 0, 0, NULL);
	if (!static_or_extern_cachep)
		return -ENOMEM;
	return 0;
}
module_init(static_or_extern_init);
