// SPDX-License-Identifier: GPL-2.0
// convert reset_behind_comma_else_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct reset_behind_comma_else {
	int x;
	char name[16];
};

static struct kmem_cache *reset_behind_comma_else_cachep;
int reset_behind_comma_else_mode(void);
void *reset_behind_comma_else_get(void);
void *reset_behind_comma_else_get(void)
{
	return kmem_cache_alloc(reset_behind_comma_else_cachep, GFP_KERNEL);
}

static int __init reset_behind_comma_else_init(void)
{
	reset_behind_comma_else_cachep = kmem_cache_create("reset_behind_comma_else", sizeof(struct reset_behind_comma_else), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!reset_behind_comma_else_cachep)
		return -ENOMEM;
	return 0;
}
module_init(reset_behind_comma_else_init);

static void __exit reset_behind_comma_else_exit(void)
{
	if (reset_behind_comma_else_mode())
		kmem_cache_destroy(reset_behind_comma_else_cachep), reset_behind_comma_else_cachep = NULL;
	else
		kmem_cache_destroy(reset_behind_comma_else_cachep);
}
module_exit(reset_behind_comma_else_exit);
