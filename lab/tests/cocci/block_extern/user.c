// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

void *zebu_get(void)
{
	extern struct kmem_cache *zebu_cachep;

	if (!zebu_cachep)
		return NULL;
	return kmem_cache_alloc(zebu_cachep, GFP_KERNEL);
}
