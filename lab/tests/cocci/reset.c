// SPDX-License-Identifier: GPL-2.0
// refuse reset_foo_cachep: set to NULL without being destroyed
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *reset_foo_cachep;

static int __init reset_foo_init(void)
{
	reset_foo_cachep = KMEM_CACHE(reset_foo, SLAB_PANIC);
	return 0;
}
module_init(reset_foo_init);

static void __exit reset_foo_exit(void)
{
	reset_foo_cachep = NULL;
}
