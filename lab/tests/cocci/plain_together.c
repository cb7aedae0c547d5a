// SPDX-License-Identifier: GPL-2.0
// convert together_foo_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *together_foo_cachep, *together_bar_cachep;

static int __init together_foo_init(void)
{
	together_foo_cachep = KMEM_CACHE(together_foo, SLAB_PANIC);
	return 0;
}
module_init(together_foo_init);
