// SPDX-License-Identifier: GPL-2.0
// convert yew_cachep
#include <linux/init.h>
#include <linux/slab.h>

struct yew { int x; };
static struct kmem_cache *yew_cachep;
extern bool yew_debug;

static int __init yew_init(void)
{
	yew_cachep = kmem_cache_create("yew", sizeof(struct yew), 0,
				       yew_debug ? SLAB_POISON : 0, NULL);
	BUG_ON(!yew_cachep);
	return 0;
}
core_initcall(yew_init);
