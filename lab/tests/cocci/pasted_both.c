// SPDX-License-Identifier: GPL-2.0
// refuse rhea_cachep: CACHE3() can make a name of it
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *rhea_cachep;
#define CACHE3(x, y) x##y
int u(void)
{
	return CACHE3(rhea_, cachep) == NULL;
}
static int __init rhea_init(void)
{
	rhea_cachep = kmem_cache_create("rhea", 32, 0, 0, NULL);
	if (!rhea_cachep)
		return -ENOMEM;
	return 0;
}
module_init(rhea_init);
