/* SPDX-License-Identifier: GPL-2.0 */
#include <linux/slab.h>
struct box { struct kmem_cache *lid_cache; };
#define BOX_CACHE(b) ((b)->lid_cache)
