/* SPDX-License-Identifier: GPL-2.0 */
extern struct kmem_cache *header_getter_cachep;

static inline struct kmem_cache *header_getter(void)
{
	return header_getter_cachep;
}
