// SPDX-License-Identifier: GPL-2.0
// convert reset_behind_comma_if_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct reset_behind_comma_if {
	int x;
	char name[16];
};

static struct kmem_cache *reset_behind_comma_if_cachep;
void *reset_behind_comma_if_get(void);
void *reset_behind_comma_if_get(void)
{
	return kmem_cache_alloc(reset_behind_comma_if_cachep, GFP_KERNEL);
}

static int __init reset_behind_comma_if_init(void)
{
	reset_behind_comma_if_cachep = kmem_cache_create("reset_behind_comma_if", sizeof(struct reset_behind_comma_if), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!reset_behind_comma_if_cachep)
		return -ENOMEM;
	return 0;
}
module_init(reset_behind_comma_if_init);

static void __exit reset_behind_comma_if_exit(void)
{
	if (reset_behind_comma_if_cachep)
		kmem_cache_destroy(reset_behind_comma_if_cachep), reset_behind_comma_if_cachep = NULL;
}
module_exit(reset_behind_comma_if_exit);
