/* SPDX-License-Identifier: GPL-2.0 */
extern struct kmem_cache *curlew_b_cachep;
void curlew_flush(void);
