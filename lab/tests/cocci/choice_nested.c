// SPDX-License-Identifier: GPL-2.0
// refuse auk_cachep: not known to be right
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *auk_cachep;

int auk_pick(int a, int b)
{
	return (a ? b ? NULL : auk_cachep : NULL) == NULL;
}

static int __init auk_init(void)
{
	auk_cachep = kmem_cache_create("auk", 32, 0, 0, NULL);
	if (!auk_cachep)
		return -ENOMEM;
	return 0;
}
module_init(auk_init);
