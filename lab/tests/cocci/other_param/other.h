/* SPDX-License-Identifier: GPL-2.0 */
void *other(struct kmem_cache *other_param_cachep, int n);
