// SPDX-License-Identifier: GPL-2.0
#include "twin_globals.h"

void *twin_globals_one_get(void)
{
	return kmem_cache_alloc(twin_globals_cachep, GFP_KERNEL);
}
