// SPDX-License-Identifier: GPL-2.0
// refuse initializer_foo_cachep: part of a static initializer or another declaration
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *initializer_foo_cachep;

static int __init initializer_foo_init(void)
{
	initializer_foo_cachep = KMEM_CACHE(initializer_foo, SLAB_PANIC);
	return 0;
}
module_init(initializer_foo_init);

static struct initializer_foo_ops ops = {
	.cachep = &initializer_foo_cachep,
};
