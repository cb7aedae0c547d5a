// SPDX-License-Identifier: GPL-2.0
#include <linux/slab.h>
#include "other_param.h"
#include "other.h"

void *other_param_use(void)
{
	return kmem_cache_alloc(other_param_cachep, GFP_KERNEL);
}
