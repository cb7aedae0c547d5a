/* SPDX-License-Identifier: GPL-2.0 */
extern struct kmem_cache *pasted_far_cachep;
#define CACHE(n) n##_cachep
