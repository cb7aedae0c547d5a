// SPDX-License-Identifier: GPL-2.0
// convert dace_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *dace_cachep;
static int __init dace_init(void)
{
	dace_cachep = kmem_cache_create("dace", 32, 0, 0, NULL);
	if (dace_cachep)
		return 0;
#ifdef A
	return -ENOMEM;
#endif
	return -ENOMEM;
}
module_init(dace_init);
