// SPDX-License-Identifier: GPL-2.0
// convert its_struct_foo
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *its_struct_foo;

static int __init its_struct_foo_init(void)
{
	its_struct_foo = KMEM_CACHE(its_struct_foo, SLAB_PANIC);
	return 0;
}
module_init(its_struct_foo_init);
