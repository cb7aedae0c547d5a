// SPDX-License-Identifier: GPL-2.0
// refuse rat_cachep: used in
#include <linux/module.h>
#include <linux/slab.h>
#include "rat.h"

struct kmem_cache *rat_cachep;

static int __init rat_init(void)
{
	rat_cachep = kmem_cache_create("rat", 32, 0, 0, NULL);
	if (!rat_cachep)
		return -ENOMEM;
	return 0;
}
module_init(rat_init);
