// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

struct foo {
	struct kmem_cache *cachep;
};

static int __init foo_init(struct foo *f)
{
	f->cachep = KMEM_CACHE(foo, SLAB_PANIC);
	return 0;
}
