// SPDX-License-Identifier: GPL-2.0
// refuse indigo_cachep: INDIGO_READY() makes a name of it
#include <linux/module.h>
#include <linux/slab.h>
#include "indigo.h"

struct indigo { int x; };
static struct kmem_cache *indigo_cachep;
void *indigo_get(void)
{
	return kmem_cache_alloc(indigo_cachep, GFP_KERNEL);
}

int indigo_ready(void)
{
	return INDIGO_READY();
}

static int __init indigo_init(void)
{
	indigo_cachep = KMEM_CACHE(indigo, 0);
	if (!indigo_cachep)
		return -ENOMEM;
	return 0;
}
module_init(indigo_init);

static void __exit indigo_exit(void)
{
	kmem_cache_destroy(indigo_cachep);
}
module_exit(indigo_exit);
