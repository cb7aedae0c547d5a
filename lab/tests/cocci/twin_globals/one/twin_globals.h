/* SPDX-License-Identifier: GPL-2.0 */
#include <linux/slab.h>
extern struct kmem_cache *twin_globals_cachep;
