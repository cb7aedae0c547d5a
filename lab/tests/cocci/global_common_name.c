// SPDX-License-Identifier: GPL-2.0
// convert cache
#include <linux/module.h>
#include <linux/slab.h>

/* lives in drivers/misc/ of a whole tree; forgot the static */
struct kmem_cache *cache;

static int __init gcn_init(void)
{
	cache = kmem_cache_create("gcn", 100, 0, 0, NULL);
	if (!cache)
		return -ENOMEM;
	return 0;
}
module_init(gcn_init);
