// SPDX-License-Identifier: GPL-2.0
// refuse other_param_cachep: also the name of a parameter
#include <linux/module.h>
#include <linux/slab.h>
#include "other_param.h"

struct kmem_cache *other_param_cachep;

static int __init other_param_init(void)
{
	other_param_cachep = kmem_cache_create("other_param", 32, 0, 0, NULL);
	if (!other_param_cachep)
		return -ENOMEM;
	return 0;
}
module_init(other_param_init);
