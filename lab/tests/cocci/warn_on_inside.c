// SPDX-License-Identifier: GPL-2.0
// convert dove_cachep
// convert dove_b_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct dove { int x; };
static struct kmem_cache *dove_cachep;
static struct kmem_cache *dove_b_cachep;

static int __init dove_init(void)
{
	if (WARN_ON(!(dove_cachep = KMEM_CACHE(dove, 0))))
		return -ENOMEM;
	dove_b_cachep = KMEM_CACHE(dove, SLAB_PANIC);
	if (WARN_ON(!dove_b_cachep))
		return -ENOMEM;
	return 0;
}
module_init(dove_init);
