// SPDX-License-Identifier: GPL-2.0
#include <linux/slab.h>
#include "other_local.h"
#include "other.h"

void *other_local_use(void)
{
	return kmem_cache_alloc(other_local_cachep, GFP_KERNEL);
}
