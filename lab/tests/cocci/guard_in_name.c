// SPDX-License-Identifier: GPL-2.0
// refuse foo_cachep: created more than once perhaps: in a loop
#include <linux/module.h>
#include <linux/slab.h>

struct foo { int x; };
static struct kmem_cache *foo_cachep;
void *foo_new(void)
{
	return kmem_cache_alloc(foo_cachep, GFP_KERNEL);
}

struct zone { struct zone *next; };
extern struct zone *zones;
#define for_each_guarded_zone(z) for ((z) = zones; (z); (z) = (z)->next)
static int __init foo_init(void)
{
	struct zone *z;

	for_each_guarded_zone(z) {
		foo_cachep = KMEM_CACHE(foo, 0);
		if (!foo_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(foo_init);
