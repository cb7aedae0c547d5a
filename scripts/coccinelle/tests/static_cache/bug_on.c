// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;
static struct kmem_cache *bar_cachep __ro_after_init;
static struct kmem_cache *baz_cachep __read_mostly = NULL;

void __init foo_init(void)
{
	foo_cachep = kmem_cache_create_usercopy("foo", 64, 0, 0, 0, 64, NULL);
	BUG_ON(foo_cachep == NULL);
	bar_cachep = KMEM_CACHE(bar, SLAB_ACCOUNT|SLAB_HWCACHE_ALIGN);
	BUG_ON(!bar_cachep);
	baz_cachep = KMEM_CACHE_USERCOPY(baz, 0, text);
	if (!baz_cachep)
		panic("Cannot create the cache of baz\n");
}
