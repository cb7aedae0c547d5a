// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

void *ape_get(struct kmem_cache *const s)
{
	return s ? kmem_cache_alloc(s, GFP_KERNEL) : NULL;
}
