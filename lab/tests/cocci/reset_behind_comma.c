// SPDX-License-Identifier: GPL-2.0
// convert reset_behind_comma_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct reset_behind_comma {
	int x;
	char name[16];
};

static struct kmem_cache *reset_behind_comma_cachep;
void *reset_behind_comma_get(void);
void *reset_behind_comma_get(void)
{
	return kmem_cache_alloc(reset_behind_comma_cachep, GFP_KERNEL);
}

static int __init reset_behind_comma_init(void)
{
	reset_behind_comma_cachep = kmem_cache_create("reset_behind_comma", sizeof(struct reset_behind_comma), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!reset_behind_comma_cachep)
		return -ENOMEM;
	return 0;
}
module_init(reset_behind_comma_init);

static void __exit reset_behind_comma_exit(void)
{
	kmem_cache_destroy(reset_behind_comma_cachep), reset_behind_comma_cachep = NULL;
}
module_exit(reset_behind_comma_exit);
