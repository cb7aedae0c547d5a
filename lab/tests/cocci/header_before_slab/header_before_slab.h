/* SPDX-License-Identifier: GPL-2.0 */
struct kmem_cache;
extern struct kmem_cache *header_before_slab_cachep, *header_before_slab_late_cachep;

static inline struct kmem_cache *header_before_slab_get(void)
{
	return header_before_slab_cachep;
}

static inline void *header_before_slab_alloc(void)
{
	return kmem_cache_alloc(header_before_slab_late_cachep, GFP_KERNEL);
}
