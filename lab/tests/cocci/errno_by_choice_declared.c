// SPDX-License-Identifier: GPL-2.0
// convert errno_by_choice_declared_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct errno_by_choice_declared {
	int x;
	char name[16];
};

static struct kmem_cache *errno_by_choice_declared_cachep;
void *errno_by_choice_declared_get(void);
void *errno_by_choice_declared_get(void)
{
	return kmem_cache_alloc(errno_by_choice_declared_cachep, GFP_KERNEL);
}

static int __init errno_by_choice_declared_init(void)
{
	errno_by_choice_declared_cachep = kmem_cache_create("errno_by_choice_declared", sizeof(struct errno_by_choice_declared), 0, SLAB_HWCACHE_ALIGN, NULL);
	int ret = errno_by_choice_declared_cachep ? 0 : -ENOMEM;

	return ret;
}
module_init(errno_by_choice_declared_init);

static void __exit errno_by_choice_declared_exit(void)
{
	kmem_cache_destroy(errno_by_choice_declared_cachep);
}
module_exit(errno_by_choice_declared_exit);
