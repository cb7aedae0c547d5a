/* SPDX-License-Identifier: GPL-2.0 */
static inline void *old_zalloc(struct kmem_cache *s, gfp_t gfp)
{
	return s ? kmem_cache_alloc(s, gfp | __GFP_ZERO) : NULL;
}
#define kmem_cache_zalloc(s, gfp) old_zalloc(s, gfp)
