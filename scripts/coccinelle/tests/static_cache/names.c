// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

struct foo_cache;

/* The natural name is taken, and so are those that come next. */
static struct kmem_cache *foo_cachep;
static struct kmem_cache *bar_cachep;
static struct kmem_cache *baz_slab;

static int __bar_cache(int bar_cache)
{
	return bar_cache;
}

void __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, SLAB_PANIC);
	bar_cachep = KMEM_CACHE(bar, SLAB_PANIC);
	baz_slab = KMEM_CACHE(baz, SLAB_PANIC);
}
