// SPDX-License-Identifier: GPL-2.0
#include <linux/slab.h>

void *block_extern_second_use(void)
{
	extern struct kmem_cache *other_cachep, *block_extern_second_cachep;

	if (!block_extern_second_cachep)
		return NULL;
	return kmem_cache_alloc(block_extern_second_cachep, GFP_KERNEL);
}
