// SPDX-License-Identifier: GPL-2.0
// convert tentative_pair_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct tentative_pair {
	int x;
	char name[16];
};

static struct kmem_cache *tentative_pair_cachep;
static struct kmem_cache *tentative_pair_cachep, *tentative_pair_other;
void *tentative_pair_get(void);
void *tentative_pair_get(void)
{
	return kmem_cache_alloc(tentative_pair_cachep, GFP_KERNEL);
}

static int __init tentative_pair_init(void)
{
	tentative_pair_cachep = kmem_cache_create("tentative_pair", sizeof(struct tentative_pair), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!tentative_pair_cachep)
		return -ENOMEM;
	return 0;
}
module_init(tentative_pair_init);

static void __exit tentative_pair_exit(void)
{
	kmem_cache_destroy(tentative_pair_other);
	kmem_cache_destroy(tentative_pair_cachep);
}
module_exit(tentative_pair_exit);
