// SPDX-License-Identifier: GPL-2.0
// refuse assigned_foo_cachep: assigned more than once
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *assigned_foo_cachep;

static int __init assigned_foo_init(void)
{
	assigned_foo_cachep = KMEM_CACHE(assigned_foo, SLAB_PANIC);
	return 0;
}
module_init(assigned_foo_init);

static void assigned_foo_switch(struct kmem_cache *other)
{
	assigned_foo_cachep = other;
}
