// SPDX-License-Identifier: GPL-2.0
// convert forced_by_nobody_own_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct forced_by_nobody_own {
	int x;
	char name[16];
};

static struct kmem_cache *forced_by_nobody_own_cachep;
void *forced_by_nobody_own_get(void);
void *forced_by_nobody_own_get(void)
{
	return kmem_cache_alloc(forced_by_nobody_own_cachep, GFP_KERNEL);
}

static int __init forced_by_nobody_own_init(void)
{
	forced_by_nobody_own_cachep = kmem_cache_create("forced_by_nobody_own", sizeof(struct forced_by_nobody_own), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!forced_by_nobody_own_cachep)
		return -ENOMEM;
	return 0;
}
module_init(forced_by_nobody_own_init);

static void __exit forced_by_nobody_own_exit(void)
{
	kmem_cache_destroy(forced_by_nobody_own_cachep);
}
module_exit(forced_by_nobody_own_exit);
