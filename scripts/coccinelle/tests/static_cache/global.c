// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

struct kmem_cache *foo_cachep;
EXPORT_SYMBOL_GPL(foo_cachep);

void __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, SLAB_PANIC);
}
