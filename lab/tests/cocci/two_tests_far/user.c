// SPDX-License-Identifier: GPL-2.0
#include <linux/slab.h>
#include "curlew.h"

void curlew_flush(void)
{
	kmem_cache_shrink(curlew_b_cachep);
}
