/* SPDX-License-Identifier: GPL-2.0 */
extern struct kmem_cache *midge_old_cachep;
#define MIDGE(x) midge_##x##_cachep
