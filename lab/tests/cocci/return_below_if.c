// SPDX-License-Identifier: GPL-2.0
// convert orca_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *orca_cachep;
static int __init orca_init(void)
{
	orca_cachep = kmem_cache_create("orca", 32, 0, 0, NULL);
	if (!orca_cachep)
		return -ENOMEM;
#ifdef A
	return 0;
#else
	return 1;
#endif
}
module_init(orca_init);
