// SPDX-License-Identifier: GPL-2.0
// refuse twice_foo_cachep: created in more than one place
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *twice_foo_cachep;

static int __init twice_foo_init(bool big)
{
	if (big)
		twice_foo_cachep = KMEM_CACHE(big_foo, SLAB_PANIC);
	else
		twice_foo_cachep = KMEM_CACHE(twice_foo, SLAB_PANIC);
	return 0;
}
module_init(twice_foo_init);
