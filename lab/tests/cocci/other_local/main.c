// SPDX-License-Identifier: GPL-2.0
// refuse other_local_cachep: also the name of a variable
#include <linux/module.h>
#include <linux/slab.h>
#include "other_local.h"

struct kmem_cache *other_local_cachep;

static int __init other_local_init(void)
{
	other_local_cachep = kmem_cache_create("other_local", 32, 0, 0, NULL);
	if (!other_local_cachep)
		return -ENOMEM;
	return 0;
}
module_init(other_local_init);
