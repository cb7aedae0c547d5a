// SPDX-License-Identifier: GPL-2.0
// refuse cumin_cachep: kept in the member slab: tested for NULL
// A member, tested in a header that includes nothing itself.
#include <linux/module.h>
#include <linux/slab.h>

struct cumin { int x; };

#include "dev.h"
int cumin_mode(void);
static struct kmem_cache *cumin_cachep;
static struct cumin_dev cumin_dev;
int cumin_dev_get(struct cumin_dev *d);

static int __init cumin_init(void)
{
	if (cumin_mode()) {
		cumin_cachep = KMEM_CACHE(cumin, SLAB_HWCACHE_ALIGN);
		if (!cumin_cachep)
			return -ENOMEM;
	}
	cumin_dev.slab = cumin_cachep;
	cumin_dev_get(&cumin_dev);
	return 0;
}
module_init(cumin_init);

static void __exit cumin_exit(void)
{
	kmem_cache_destroy(cumin_cachep);
}
module_exit(cumin_exit);
