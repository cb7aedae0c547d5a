// SPDX-License-Identifier: GPL-2.0
// convert global_all_foo_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct kmem_cache *global_all_foo_cachep;
EXPORT_SYMBOL_GPL(global_all_foo_cachep);

void __init global_all_foo_init(void)
{
	global_all_foo_cachep = KMEM_CACHE(global_all_foo, SLAB_PANIC);
}
core_initcall(global_all_foo_init);
