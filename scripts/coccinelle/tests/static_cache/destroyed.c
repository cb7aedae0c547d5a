// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;
static struct kmem_cache *bar_cachep;
static struct kmem_cache *baz_cachep;

static int __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, SLAB_PANIC);
	bar_cachep = KMEM_CACHE(bar, SLAB_PANIC);
	baz_cachep = KMEM_CACHE(baz, SLAB_PANIC);
	return 0;
}
module_init(foo_init);

static void __exit foo_exit(void)
{
	if (foo_cachep)
		kmem_cache_destroy(foo_cachep);
	if (bar_cachep) {
		kmem_cache_destroy(bar_cachep);
		bar_cachep = NULL;
	}
	kmem_cache_destroy(baz_cachep);
	baz_cachep = NULL;
}
module_exit(foo_exit);
