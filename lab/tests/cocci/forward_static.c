// SPDX-License-Identifier: GPL-2.0
// refuse toad_cachep: no include to put linux/slab-static.h after
// refuse toad_b_cachep: no include to put linux/slab-static.h after
static struct kmem_cache *toad_cachep;

#include <linux/module.h>
#include <linux/slab.h>

struct toad { int x; };
static struct kmem_cache *toad_b_cachep;

static int __init toad_init(void)
{
	toad_cachep = KMEM_CACHE(toad, SLAB_PANIC);
	toad_b_cachep = KMEM_CACHE(toad, SLAB_PANIC);
	return 0;
}
module_init(toad_init);
