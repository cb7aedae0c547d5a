// SPDX-License-Identifier: GPL-2.0
// refuse rail_cachep: tested for NULL
// refuse rail_b_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct rail { int x; };
static struct kmem_cache *rail_cachep;
static struct kmem_cache *rail_b_cachep;

static int __init rail_init(void)
{
	rail_cachep = KMEM_CACHE(rail, 0);
	rail_b_cachep = KMEM_CACHE(rail, SLAB_PANIC);
	if (!rail_cachep)
		return -ENOMEM;
	return 0;
}
module_init(rail_init);

/* What comes behind does not fail by itself. */
int rail_size(void)
{
	BUG_ON(!rail_cachep);
	return kmem_cache_size(rail_cachep);
}

void rail_ready(void)
{
	BUG_ON(!rail_b_cachep);
	rail_more();
}
