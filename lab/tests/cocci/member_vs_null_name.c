// SPDX-License-Identifier: GPL-2.0
// refuse dill_cachep: kept in the member slab: compared
// The member is compared with a name for NULL.
#include <linux/module.h>
#include <linux/slab.h>

struct dill { int x; };

int dill_mode(void);
#define NO_SLAB NULL
struct dill_dev {
	struct kmem_cache *slab;
};
static struct dill_dev dill_dev;
int dill_pooled(void *);
int dill_plain(void);
static struct kmem_cache *dill_cachep;
int dill_get(void)
{
	if (dill_dev.slab == NO_SLAB)
		return dill_plain();
	return dill_pooled(kmem_cache_alloc(dill_dev.slab, GFP_KERNEL));
}

static int __init dill_init(void)
{
	if (dill_mode()) {
		dill_cachep = KMEM_CACHE(dill, SLAB_HWCACHE_ALIGN);
		if (!dill_cachep)
			return -ENOMEM;
	}
	dill_dev.slab = dill_cachep;
	return 0;
}
module_init(dill_init);

static void __exit dill_exit(void)
{
	kmem_cache_destroy(dill_cachep);
}
module_exit(dill_exit);
