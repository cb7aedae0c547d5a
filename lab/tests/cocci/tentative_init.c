// SPDX-License-Identifier: GPL-2.0
// convert tentative_init_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct tentative_init {
	int x;
	char name[16];
};

static struct kmem_cache *tentative_init_cachep;
static struct kmem_cache *tentative_init_cachep = NULL;
void *tentative_init_get(void);
void *tentative_init_get(void)
{
	return kmem_cache_alloc(tentative_init_cachep, GFP_KERNEL);
}

static int __init tentative_init_init(void)
{
	tentative_init_cachep = kmem_cache_create("tentative_init", sizeof(struct tentative_init), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!tentative_init_cachep)
		return -ENOMEM;
	return 0;
}
module_init(tentative_init_init);

static void __exit tentative_init_exit(void)
{
	kmem_cache_destroy(tentative_init_cachep);
}
module_exit(tentative_init_exit);
