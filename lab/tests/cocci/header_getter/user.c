// SPDX-License-Identifier: GPL-2.0
#include <linux/slab.h>
#include "header_getter.h"

void *header_getter_use(void)
{
	if (!header_getter())
		return NULL;
	return kmem_cache_alloc(header_getter(), GFP_KERNEL);
}
