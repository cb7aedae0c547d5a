// SPDX-License-Identifier: GPL-2.0
// refuse -: also the name of a local variable or parameter
#include <linux/module.h>
#include <linux/slab.h>

struct plover { int x; };
static struct kmem_cache *plover_cachep;

static int __init plover_init(void)
{
	{
		struct kmem_cache *plover_cachep = NULL;

		if (plover_cachep)
			return -EBUSY;
	}
	plover_cachep = KMEM_CACHE(plover, 0);
	return plover_cachep ? 0 : -ENOMEM;
}
module_init(plover_init);
