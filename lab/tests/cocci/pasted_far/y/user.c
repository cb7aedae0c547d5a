// SPDX-License-Identifier: GPL-2.0
#include <linux/slab.h>
#include "../x/pasted_far.h"

void *pasted_far_use(void)
{
	if (!CACHE(pasted_far))
		return NULL;
	return kmem_cache_alloc(CACHE(pasted_far), GFP_KERNEL);
}
