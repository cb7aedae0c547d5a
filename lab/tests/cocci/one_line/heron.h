/* SPDX-License-Identifier: GPL-2.0 */
#include <linux/slab.h>

extern struct kmem_cache *heron_a_cachep; extern int heron_count;
extern struct kmem_cache *heron_b_cachep; extern struct kmem_cache *heron_c_cachep; /* the last */
