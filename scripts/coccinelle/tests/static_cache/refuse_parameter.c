// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static void __init foo_init(struct kmem_cache *cachep, struct kmem_cache **where)
{
	cachep = KMEM_CACHE(foo, SLAB_PANIC);
	*where = KMEM_CACHE(bar, SLAB_PANIC);
}
