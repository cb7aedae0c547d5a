// SPDX-License-Identifier: GPL-2.0
// refuse split_only_cachep: a word goes on in the next line of
#include <linux/module.h>
#include <linux/slab.h>

struct split_only {
	int x;
	char name[16];
};

#include "split_only.h"
int split_only_mode(void);
struct kmem_cache *split_only_cachep;

static int __init split_only_init(void)
{
	if (split_only_mode()) {
		split_only_cachep = kmem_cache_create("split_only", sizeof(struct split_only), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!split_only_cachep)
			return -ENOMEM;
	}
	split_only_user();
	return 0;
}
module_init(split_only_init);

static void __exit split_only_exit(void)
{
	kmem_cache_destroy(split_only_cachep);
}
module_exit(split_only_exit);
