// SPDX-License-Identifier: GPL-2.0
// refuse osier_cachep: kept in the member slab: used outside of a function
// The member is tested in a .inl.
#include <linux/module.h>
#include <linux/slab.h>

struct osier { int x; };

#include "dev.h"
int osier_mode(void);
static struct kmem_cache *osier_cachep;
static struct osier_dev osier_dev;
int osier_dev_get(struct osier_dev *d);

static int __init osier_init(void)
{
	if (osier_mode()) {
		osier_cachep = KMEM_CACHE(osier, SLAB_HWCACHE_ALIGN);
		if (!osier_cachep)
			return -ENOMEM;
	}
	osier_dev.slab = osier_cachep;
	osier_dev_get(&osier_dev);
	return 0;
}
module_init(osier_init);

static void __exit osier_exit(void)
{
	kmem_cache_destroy(osier_cachep);
}
module_exit(osier_exit);
