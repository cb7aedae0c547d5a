// SPDX-License-Identifier: GPL-2.0
#include <linux/slab.h>
#include "extern_by_macro.h"

void *extern_by_macro_use(void)
{
	if (!extern_by_macro_cachep)
		return NULL;
	return kmem_cache_alloc(extern_by_macro_cachep, GFP_KERNEL);
}
