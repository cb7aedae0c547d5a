// SPDX-License-Identifier: GPL-2.0
#include <linux/slab.h>
#include "extern_second.h"

void *extern_second_use(void)
{
	if (!extern_second_cachep)
		return NULL;
	return kmem_cache_alloc(extern_second_cachep, GFP_KERNEL);
}
