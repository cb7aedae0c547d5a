// SPDX-License-Identifier: GPL-2.0
// refuse tentative_ifdef_cachep: defined more than once
#include <linux/module.h>
#include <linux/slab.h>

struct tentative_ifdef {
	int x;
	char name[16];
};

#ifdef CONFIG_TENTATIVE_IFDEF_A
static struct kmem_cache *tentative_ifdef_cachep;
#endif
static struct kmem_cache *tentative_ifdef_cachep;
void *tentative_ifdef_get(void);
void *tentative_ifdef_get(void)
{
	return kmem_cache_alloc(tentative_ifdef_cachep, GFP_KERNEL);
}

static int __init tentative_ifdef_init(void)
{
	tentative_ifdef_cachep = kmem_cache_create("tentative_ifdef", sizeof(struct tentative_ifdef), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!tentative_ifdef_cachep)
		return -ENOMEM;
	return 0;
}
module_init(tentative_ifdef_init);

static void __exit tentative_ifdef_exit(void)
{
	kmem_cache_destroy(tentative_ifdef_cachep);
}
module_exit(tentative_ifdef_exit);
