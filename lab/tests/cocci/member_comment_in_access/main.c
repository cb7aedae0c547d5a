// SPDX-License-Identifier: GPL-2.0
// refuse pansy_cachep: kept in the member slab: tested for NULL
// A comment between -> and the member.
#include <linux/module.h>
#include <linux/slab.h>

struct pansy { int x; };

#include "dev.h"
int pansy_mode(void);
static struct kmem_cache *pansy_cachep;
static struct pansy_dev pansy_dev;
int pansy_dev_get(struct pansy_dev *d);

static int __init pansy_init(void)
{
	if (pansy_mode()) {
		pansy_cachep = KMEM_CACHE(pansy, SLAB_HWCACHE_ALIGN);
		if (!pansy_cachep)
			return -ENOMEM;
	}
	pansy_dev.slab = pansy_cachep;
	pansy_dev_get(&pansy_dev);
	return 0;
}
module_init(pansy_init);

static void __exit pansy_exit(void)
{
	kmem_cache_destroy(pansy_cachep);
}
module_exit(pansy_exit);
