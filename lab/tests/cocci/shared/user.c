// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

#include "crow.h"

void *crow_get(void)
{
	return kmem_cache_alloc(crow_cachep, GFP_KERNEL);
}

void crow_end(void)
{
	kmem_cache_destroy(crow_cachep);
	crow_cachep = NULL;
}
