// SPDX-License-Identifier: GPL-2.0
// refuse header_before_slab_cachep: its macro is linux/slab.h's, which is not included
// convert header_before_slab_late_cachep
#include <linux/gfp.h>
#include "header_before_slab.h"
#include <linux/module.h>
#include <linux/slab.h>

struct header_before_slab { int x; };
struct kmem_cache *header_before_slab_cachep, *header_before_slab_late_cachep;

static int __init header_before_slab_init(void)
{
	header_before_slab_cachep = KMEM_CACHE(header_before_slab, SLAB_PANIC);
	header_before_slab_late_cachep = KMEM_CACHE(header_before_slab, SLAB_PANIC);
	return 0;
}
module_init(header_before_slab_init);
