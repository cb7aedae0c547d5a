// SPDX-License-Identifier: GPL-2.0
// refuse split_in_user_cachep: a word goes on in the next line
#include <linux/module.h>
#include <linux/slab.h>

struct split_in_user {
	int x;
	char name[16];
};

#include "split_in_user.h"
int split_in_user_mode(void);
struct kmem_cache *split_in_user_cachep;

static int __init split_in_user_init(void)
{
	if (split_in_user_mode()) {
		split_in_user_cachep = kmem_cache_create("split_in_user", sizeof(struct split_in_user), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!split_in_user_cachep)
			return -ENOMEM;
	}
	split_in_user_user();
	return 0;
}
module_init(split_in_user_init);

static void __exit split_in_user_exit(void)
{
	kmem_cache_destroy(split_in_user_cachep);
}
module_exit(split_in_user_exit);
