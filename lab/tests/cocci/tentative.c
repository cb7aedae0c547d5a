// SPDX-License-Identifier: GPL-2.0
// convert tentative_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct tentative {
	int x;
	char name[16];
};

static struct kmem_cache *tentative_cachep;
int tentative_x(void);
static struct kmem_cache *tentative_cachep;
void *tentative_get(void);
void *tentative_get(void)
{
	return kmem_cache_alloc(tentative_cachep, GFP_KERNEL);
}
static int __init tentative_init(void)
{
	tentative_cachep = kmem_cache_create("tentative", sizeof(struct tentative), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!tentative_cachep)
		return -ENOMEM;
	return 0;
}
module_init(tentative_init);

static void __exit tentative_exit(void)
{
	kmem_cache_destroy(tentative_cachep);
}
module_exit(tentative_exit);
