// SPDX-License-Identifier: GPL-2.0
// refuse foo_cachep: WARN_ON() has another meaning here
#include <linux/module.h>
#include <linux/slab.h>


#undef WARN_ON
#define WARN_ON(x) do { } while (0)
struct foo { int x; };
static struct kmem_cache *foo_cachep;
void *foo_new(void)
{
	return kmem_cache_alloc(foo_cachep, GFP_KERNEL);
}

static int __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, 0);
	return 0;
}
module_init(foo_init);
