// SPDX-License-Identifier: GPL-2.0
// refuse tentative_one_cachep: defined more than once
#include <linux/module.h>
#include <linux/slab.h>

struct tentative_one {
	int x;
	char name[16];
};

static struct kmem_cache *tentative_one_cachep, *tentative_one_cachep;
void *tentative_one_get(void);
void *tentative_one_get(void)
{
	return kmem_cache_alloc(tentative_one_cachep, GFP_KERNEL);
}

static int __init tentative_one_init(void)
{
	tentative_one_cachep = kmem_cache_create("tentative_one", sizeof(struct tentative_one), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!tentative_one_cachep)
		return -ENOMEM;
	return 0;
}
module_init(tentative_one_init);

static void __exit tentative_one_exit(void)
{
	kmem_cache_destroy(tentative_one_cachep);
}
module_exit(tentative_one_exit);
