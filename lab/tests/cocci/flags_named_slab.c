// SPDX-License-Identifier: GPL-2.0
// convert whimbrel_cachep
// convert godwit_cachep
#include <linux/module.h>
#include <linux/slab.h>

#define SLAB_WHIMBREL	whimbrel_debug ? SLAB_POISON : 0
#define SLAB_GODWIT	godwit_flags

static struct kmem_cache *whimbrel_cachep, *godwit_cachep;

/* Names like those of slab.h, and no constants. */
static int __init whimbrel_init(void)
{
	whimbrel_cachep = kmem_cache_create("whimbrel", 32, 0, SLAB_WHIMBREL, NULL);
	BUG_ON(!whimbrel_cachep);
	godwit_cachep = kmem_cache_create("godwit", 32, 0, SLAB_GODWIT | SLAB_PANIC, NULL);
	return 0;
}
module_init(whimbrel_init);
