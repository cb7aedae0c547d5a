// SPDX-License-Identifier: GPL-2.0
// refuse dodo_cachep: CACHE() can make a name of it
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *dodo_cachep;
#define CACHE(x) x##_cachep
int u(void)
{
	return CACHE(dodo) == NULL;
}
static int __init dodo_init(void)
{
	dodo_cachep = kmem_cache_create("dodo", 32, 0, 0, NULL);
	if (!dodo_cachep)
		return -ENOMEM;
	return 0;
}
module_init(dodo_init);
