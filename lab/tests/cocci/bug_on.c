// SPDX-License-Identifier: GPL-2.0
// convert bug_on_foo_cachep
// convert bug_on_bar_cachep
// convert bug_on_baz_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *bug_on_foo_cachep;
static struct kmem_cache *bug_on_bar_cachep __ro_after_init;
static struct kmem_cache *bug_on_baz_cachep __read_mostly = NULL;

void __init bug_on_foo_init(void)
{
	bug_on_foo_cachep = kmem_cache_create_usercopy("bug_on_foo", 64, 0, 0, 0, 64, NULL);
	BUG_ON(bug_on_foo_cachep == NULL);
	bug_on_bar_cachep = KMEM_CACHE(bug_on_bar, SLAB_ACCOUNT|SLAB_HWCACHE_ALIGN);
	BUG_ON(!bug_on_bar_cachep);
	bug_on_baz_cachep = KMEM_CACHE_USERCOPY(bug_on_baz, 0, text);
	if (!bug_on_baz_cachep)
		panic("Cannot create the cache of bug_on_baz\n");
}
core_initcall(bug_on_foo_init);
