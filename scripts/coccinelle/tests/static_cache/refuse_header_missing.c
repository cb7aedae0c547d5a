// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

struct kmem_cache *alone_cachep;

void __init foo_init(void)
{
	alone_cachep = KMEM_CACHE(foo, SLAB_PANIC);
}
