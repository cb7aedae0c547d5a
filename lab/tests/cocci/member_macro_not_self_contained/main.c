// SPDX-License-Identifier: GPL-2.0
// refuse daisy_cachep: used in the body of the macro daisy_dev_pooled
// The same as a macro.
#include <linux/module.h>
#include <linux/slab.h>

struct daisy { int x; };

#include "dev.h"
int daisy_mode(void);
static struct kmem_cache *daisy_cachep;
static struct daisy_dev daisy_dev;
int daisy_dev_get(struct daisy_dev *d);

static int __init daisy_init(void)
{
	if (daisy_mode()) {
		daisy_cachep = KMEM_CACHE(daisy, SLAB_HWCACHE_ALIGN);
		if (!daisy_cachep)
			return -ENOMEM;
	}
	daisy_dev.slab = daisy_cachep;
	daisy_dev_get(&daisy_dev);
	return 0;
}
module_init(daisy_init);

static void __exit daisy_exit(void)
{
	kmem_cache_destroy(daisy_cachep);
}
module_exit(daisy_exit);
