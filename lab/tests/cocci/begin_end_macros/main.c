// SPDX-License-Identifier: GPL-2.0
// refuse oleander_cachep: created more than once perhaps: oleander_nodes_begin() opens or closes a block
// Two macros of a header are a loop.
#include <linux/module.h>
#include <linux/slab.h>

struct oleander { int x; };

#include "oleander.h"
static struct kmem_cache *oleander_cachep;
void *oleander_get(void)
{
	return kmem_cache_alloc(oleander_cachep, GFP_KERNEL);
}
static int __init oleander_init(void)
{
	int n;

	oleander_nodes_begin(n);
	oleander_cachep = KMEM_CACHE(oleander, SLAB_HWCACHE_ALIGN);
	if (!oleander_cachep)
		return -ENOMEM;
	oleander_nodes_end(n);
	return 0;
}
module_init(oleander_init);

static void __exit oleander_exit(void)
{
	kmem_cache_destroy(oleander_cachep);
}
module_exit(oleander_exit);
