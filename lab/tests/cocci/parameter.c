// SPDX-License-Identifier: GPL-2.0
// refuse -: a local variable or parameter|assigned through a pointer
#include <linux/module.h>
#include <linux/slab.h>

static void __init parameter_foo_init(struct kmem_cache *cachep, struct kmem_cache **where)
{
	cachep = KMEM_CACHE(parameter_foo, SLAB_PANIC);
	*where = KMEM_CACHE(parameter_bar, SLAB_PANIC);
}
