// SPDX-License-Identifier: GPL-2.0
// refuse jay_cachep: can make a name of it
#include <linux/module.h>
#include <linux/slab.h>
#include "jay.h"

struct kmem_cache *jay_cachep;

static int __init jay_init(void)
{
	jay_cachep = kmem_cache_create("jay", 32, 0, 0, NULL);
	if (!jay_cachep)
		return -ENOMEM;
	return 0;
}
module_init(jay_init);
