/* SPDX-License-Identifier: GPL-2.0 */
#ifdef CONFIG_STATIC_OR_EXTERN
extern struct kmem_cache *static_or_extern_cachep;
#else
static struct kmem_cache *const static_or_extern_cachep = NULL;
#endif
