// SPDX-License-Identifier: GPL-2.0
// refuse errno_by_choice_kept_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct errno_by_choice_kept {
	int x;
	char name[16];
};

static struct kmem_cache *errno_by_choice_kept_cachep;
void *errno_by_choice_kept_get(void);
void *errno_by_choice_kept_get(void)
{
	return kmem_cache_alloc(errno_by_choice_kept_cachep, GFP_KERNEL);
}

static int __init errno_by_choice_kept_init(void)
{
	int ret = 3;

	errno_by_choice_kept_cachep = kmem_cache_create("errno_by_choice_kept", sizeof(struct errno_by_choice_kept), 0, SLAB_HWCACHE_ALIGN, NULL);
	ret = errno_by_choice_kept_cachep ? ret : -ENOMEM;
	return ret;
}
module_init(errno_by_choice_kept_init);

static void __exit errno_by_choice_kept_exit(void)
{
	kmem_cache_destroy(errno_by_choice_kept_cachep);
}
module_exit(errno_by_choice_kept_exit);
