// SPDX-License-Identifier: GPL-2.0
#include "middle.h"

void *initcall_in_header_get(void)
{
	return kmem_cache_alloc(initcall_in_header_cachep, GFP_KERNEL);
}
