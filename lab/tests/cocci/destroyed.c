// SPDX-License-Identifier: GPL-2.0
// convert destroyed_foo_cachep
// convert destroyed_bar_cachep
// convert destroyed_baz_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *destroyed_foo_cachep;
static struct kmem_cache *destroyed_bar_cachep;
static struct kmem_cache *destroyed_baz_cachep;

static int __init destroyed_foo_init(void)
{
	destroyed_foo_cachep = KMEM_CACHE(destroyed_foo, SLAB_PANIC);
	destroyed_bar_cachep = KMEM_CACHE(destroyed_bar, SLAB_PANIC);
	destroyed_baz_cachep = KMEM_CACHE(destroyed_baz, SLAB_PANIC);
	return 0;
}
module_init(destroyed_foo_init);

static void __exit destroyed_foo_exit(void)
{
	if (destroyed_foo_cachep)
		kmem_cache_destroy(destroyed_foo_cachep);
	if (destroyed_bar_cachep) {
		kmem_cache_destroy(destroyed_bar_cachep);
		destroyed_bar_cachep = NULL;
	}
	kmem_cache_destroy(destroyed_baz_cachep);
	destroyed_baz_cachep = NULL;
}
module_exit(destroyed_foo_exit);
