// SPDX-License-Identifier: GPL-2.0
// refuse foo_cachep: FOO_CHECK() can make a name of it
// refuse bar_cachep: FOO_CHECK() can make a name of it
#include <linux/module.h>
#include <linux/slab.h>

struct foo { int x; };
static struct kmem_cache *foo_cachep;
void *foo_new(void)
{
	return kmem_cache_alloc(foo_cachep, GFP_KERNEL);
}

struct bar { int y; };
static struct kmem_cache *bar_cachep;
#define FOO_LIST(X) X(foo) X(bar)
#define FOO_CHECK(n) if (!n##_cachep) return -ENODEV;
int foo_ready(void)
{
	FOO_LIST(FOO_CHECK)
	return 0;
}
static int __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, 0);
	if (!foo_cachep)
		return -ENOMEM;
	bar_cachep = KMEM_CACHE(bar, 0);
	if (!bar_cachep) {
		kmem_cache_destroy(foo_cachep);
		return -ENOMEM;
	}
	return 0;
}
module_init(foo_init);
