// SPDX-License-Identifier: GPL-2.0
#include "../core/all.h"

void *tide_get(void)
{
	if (!tide_cachep)
		return NULL;
	return kmem_cache_alloc(tide_cachep, GFP_KERNEL);
}
