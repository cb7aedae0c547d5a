// SPDX-License-Identifier: GPL-2.0
// refuse reset_behind_comma_first_cachep: assigned more than once
#include <linux/module.h>
#include <linux/slab.h>

struct reset_behind_comma_first {
	int x;
	char name[16];
};

static struct kmem_cache *reset_behind_comma_first_cachep;
void *reset_behind_comma_first_get(void);
void *reset_behind_comma_first_get(void)
{
	return kmem_cache_alloc(reset_behind_comma_first_cachep, GFP_KERNEL);
}

static int __init reset_behind_comma_first_init(void)
{
	reset_behind_comma_first_cachep = kmem_cache_create("reset_behind_comma_first", sizeof(struct reset_behind_comma_first), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!reset_behind_comma_first_cachep)
		return -ENOMEM;
	return 0;
}
module_init(reset_behind_comma_first_init);

static void __exit reset_behind_comma_first_exit(void)
{
	reset_behind_comma_first_cachep = NULL, kmem_cache_destroy(reset_behind_comma_first_cachep);
}
module_exit(reset_behind_comma_first_exit);
