// SPDX-License-Identifier: GPL-2.0
// convert names_foo_cachep
// convert names_bar_cachep
// convert names_baz_slab
#include <linux/module.h>
#include <linux/slab.h>

struct names_foo_cache;

/* The natural name is taken, and so are those that come next. */
static struct kmem_cache *names_foo_cachep;
static struct kmem_cache *names_bar_cachep;
static struct kmem_cache *names_baz_slab;

static int __names_bar_cache(int names_bar_cache)
{
	return names_bar_cache;
}

void __init names_foo_init(void)
{
	names_foo_cachep = KMEM_CACHE(names_foo, SLAB_PANIC);
	names_bar_cachep = KMEM_CACHE(names_bar, SLAB_PANIC);
	names_baz_slab = KMEM_CACHE(names_baz, SLAB_PANIC);
}
core_initcall(names_foo_init);
