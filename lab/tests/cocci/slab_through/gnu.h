/* SPDX-License-Identifier: GPL-2.0 */
/* It gets linux/slab.h through another header, perhaps too late. */
#include "all.h"
struct kmem_cache;
extern struct kmem_cache *gnu_cachep;
