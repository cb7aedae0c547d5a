/* SPDX-License-Identifier: GPL-2.0 */
static inline void *bison_get(void)
{
	return bison_cachep ? kmem_cache_alloc(bison_cachep, GFP_KERNEL) : NULL;
}
