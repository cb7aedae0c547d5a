// SPDX-License-Identifier: GPL-2.0
// refuse gar_cachep: old_zalloc() tests it
#include <linux/module.h>
#include <linux/slab.h>
#include "compat.h"

static struct kmem_cache *gar_cachep;

void *gar_get(void)
{
	return kmem_cache_zalloc(gar_cachep, GFP_KERNEL);
}

static int __init gar_init(void)
{
	gar_cachep = kmem_cache_create("gar", 32, 0, 0, NULL);
	if (!gar_cachep)
		return -ENOMEM;
	return 0;
}
module_init(gar_init);
