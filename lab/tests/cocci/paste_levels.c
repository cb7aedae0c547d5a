// SPDX-License-Identifier: GPL-2.0
// refuse foo_cachep: CACHE() can make a name of it
#include <linux/module.h>
#include <linux/slab.h>

struct foo { int x; };
static struct kmem_cache *foo_cachep;
void *foo_new(void)
{
	return kmem_cache_alloc(foo_cachep, GFP_KERNEL);
}

#define CACHE(x) x##_cachep
#define READY(x) (CACHE(x) != NULL)
#define IF_READY(x) if (READY(x))
void *foo_get(void)
{
	IF_READY(foo)
		return kmem_cache_alloc(foo_cachep, GFP_KERNEL);
	return kmalloc(4, GFP_KERNEL);
}
static int __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, 0);
	if (!foo_cachep)
		return -ENOMEM;
	return 0;
}
module_init(foo_init);
