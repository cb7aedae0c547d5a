// SPDX-License-Identifier: GPL-2.0
// convert errno_by_choice_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct errno_by_choice {
	int x;
	char name[16];
};

static struct kmem_cache *errno_by_choice_cachep;
void *errno_by_choice_get(void);
void *errno_by_choice_get(void)
{
	return kmem_cache_alloc(errno_by_choice_cachep, GFP_KERNEL);
}

static int __init errno_by_choice_init(void)
{
	int err = 0;

	errno_by_choice_cachep = kmem_cache_create("errno_by_choice", sizeof(struct errno_by_choice), 0, SLAB_HWCACHE_ALIGN, NULL);
	err = errno_by_choice_cachep ? 0 : -ENOMEM;
	return err;
}
module_init(errno_by_choice_init);

static void __exit errno_by_choice_exit(void)
{
	kmem_cache_destroy(errno_by_choice_cachep);
}
module_exit(errno_by_choice_exit);
