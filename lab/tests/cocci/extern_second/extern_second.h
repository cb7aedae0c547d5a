/* SPDX-License-Identifier: GPL-2.0 */
#ifdef __cplusplus
extern "C" {
#endif
extern struct kmem_cache *other_cachep, *extern_second_cachep;
#ifdef __cplusplus
}
#endif
