// SPDX-License-Identifier: GPL-2.0
// refuse orchid_cachep: kept in the member slab, which ORCHID_DEV_FIELD() uses
// The member's name is an argument of an accessor macro.
#include <linux/module.h>
#include <linux/slab.h>

struct orchid { int x; };

#include "dev.h"
int orchid_mode(void);
static struct kmem_cache *orchid_cachep;
static struct orchid_dev orchid_dev;
int orchid_dev_get(struct orchid_dev *d);

static int __init orchid_init(void)
{
	if (orchid_mode()) {
		orchid_cachep = KMEM_CACHE(orchid, SLAB_HWCACHE_ALIGN);
		if (!orchid_cachep)
			return -ENOMEM;
	}
	orchid_dev.slab = orchid_cachep;
	orchid_dev_get(&orchid_dev);
	return 0;
}
module_init(orchid_init);

static void __exit orchid_exit(void)
{
	kmem_cache_destroy(orchid_cachep);
}
module_exit(orchid_exit);
