// SPDX-License-Identifier: GPL-2.0
// refuse bistre_cachep: passed to bistre_assert(), which is not known to take a cache
#include <linux/module.h>
#include <linux/slab.h>
#include "bistre.h"

struct bistre { int x; };
static struct kmem_cache *bistre_cachep;
void *bistre_get(void)
{
	return kmem_cache_alloc(bistre_cachep, GFP_KERNEL);
}

static int __init bistre_init(void)
{
	bistre_cachep = KMEM_CACHE(bistre, 0);
	if (!bistre_cachep)
		return -ENOMEM;
	return 0;
}
module_init(bistre_init);

static void __exit bistre_exit(void)
{
	bistre_assert(bistre_cachep);
	kmem_cache_destroy(bistre_cachep);
}
module_exit(bistre_exit);
