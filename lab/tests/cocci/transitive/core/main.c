// SPDX-License-Identifier: GPL-2.0
// refuse tide_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>
#include "tide.h"

struct kmem_cache *tide_cachep;

static int __init tide_init(void)
{
	tide_cachep = kmem_cache_create("tide", sizeof(struct tide), 0, 0, NULL);
	if (!tide_cachep)
		return -ENOMEM;
	return 0;
}
module_init(tide_init);
