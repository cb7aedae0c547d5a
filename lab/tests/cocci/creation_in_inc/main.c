// SPDX-License-Identifier: GPL-2.0
// The creation is in a .inc.
#include <linux/module.h>
#include <linux/slab.h>

struct lupin { int x; };

static struct kmem_cache *lupin_cachep;
void *lupin_get(void)
{
	return kmem_cache_alloc(lupin_cachep, GFP_KERNEL);
}
static int __init lupin_init(void)
{
#include "lupin_init.inc"
	return 0;
}
module_init(lupin_init);

static void __exit lupin_exit(void)
{
	kmem_cache_destroy(lupin_cachep);
}
module_exit(lupin_exit);
