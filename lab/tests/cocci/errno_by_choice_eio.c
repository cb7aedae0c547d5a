// SPDX-License-Identifier: GPL-2.0
// convert errno_by_choice_eio_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct errno_by_choice_eio {
	int x;
	char name[16];
};

static struct kmem_cache *errno_by_choice_eio_cachep;
void *errno_by_choice_eio_get(void);
void *errno_by_choice_eio_get(void)
{
	return kmem_cache_alloc(errno_by_choice_eio_cachep, GFP_KERNEL);
}

static int __init errno_by_choice_eio_init(void)
{
	int ret;

	errno_by_choice_eio_cachep = kmem_cache_create("errno_by_choice_eio", sizeof(struct errno_by_choice_eio), 0, SLAB_HWCACHE_ALIGN, NULL);
	ret = errno_by_choice_eio_cachep ? 0 : -EIO;
	return ret;
}
module_init(errno_by_choice_eio_init);

static void __exit errno_by_choice_eio_exit(void)
{
	kmem_cache_destroy(errno_by_choice_eio_cachep);
}
module_exit(errno_by_choice_eio_exit);
