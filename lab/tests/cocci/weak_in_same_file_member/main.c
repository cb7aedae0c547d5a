// SPDX-License-Identifier: GPL-2.0
// refuse poppy_cachep: kept in the member slab: compared
// READ_ONCE() of the member, compared with a macro that is NULL.
#include <linux/module.h>
#include <linux/slab.h>

struct poppy { int x; };

#include "dev.h"
int poppy_mode(void);
static struct kmem_cache *poppy_cachep;
static struct poppy_dev poppy_dev;
int poppy_dev_get(struct poppy_dev *d);

static int __init poppy_init(void)
{
	if (poppy_mode()) {
		poppy_cachep = KMEM_CACHE(poppy, SLAB_HWCACHE_ALIGN);
		if (!poppy_cachep)
			return -ENOMEM;
	}
	poppy_dev.slab = poppy_cachep;
	poppy_dev_get(&poppy_dev);
	return 0;
}
module_init(poppy_init);

static void __exit poppy_exit(void)
{
	kmem_cache_destroy(poppy_cachep);
}
module_exit(poppy_exit);
