// SPDX-License-Identifier: GPL-2.0
// refuse foo_cachep: tested before it is created
#include <linux/module.h>
#include <linux/slab.h>

struct foo { int x; };
static struct kmem_cache *foo_cachep;
void *foo_new(void)
{
	return kmem_cache_alloc(foo_cachep, GFP_KERNEL);
}

int foo_asserts;
void foo_assert(bool ok);
static int __init foo_init(void)
{
	foo_assert(!foo_cachep);
	foo_cachep = KMEM_CACHE(foo, 0);
	if (!foo_cachep)
		return -ENOMEM;
	return 0;
}
module_init(foo_init);
