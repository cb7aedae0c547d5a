// SPDX-License-Identifier: GPL-2.0
// refuse exported_foo_cachep: exported without a declaration in a header
#include <linux/module.h>
#include <linux/slab.h>

struct kmem_cache *exported_foo_cachep;
EXPORT_SYMBOL(exported_foo_cachep);

static int __init exported_foo_init(void)
{
	exported_foo_cachep = KMEM_CACHE(exported_foo, SLAB_PANIC);
	return 0;
}
module_init(exported_foo_init);
