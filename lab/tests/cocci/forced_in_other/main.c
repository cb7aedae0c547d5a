// SPDX-License-Identifier: GPL-2.0
// convert forced_in_other_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct forced_in_other {
	int x;
	char name[16];
};

static struct kmem_cache *forced_in_other_cachep;
void *forced_in_other_get(void);
void *forced_in_other_get(void)
{
	return kmem_cache_alloc(forced_in_other_cachep, GFP_KERNEL);
}

static int __init forced_in_other_init(void)
{
	forced_in_other_cachep = kmem_cache_create("forced_in_other", sizeof(struct forced_in_other), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!forced_in_other_cachep)
		return -ENOMEM;
	return 0;
}
module_init(forced_in_other_init);

static void __exit forced_in_other_exit(void)
{
	kmem_cache_destroy(forced_in_other_cachep);
}
module_exit(forced_in_other_exit);
