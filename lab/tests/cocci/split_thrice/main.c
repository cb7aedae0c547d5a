// SPDX-License-Identifier: GPL-2.0
// refuse split_thrice_cachep: a word goes on in the next line of
#include <linux/module.h>
#include <linux/slab.h>

struct split_thrice {
	int x;
	char name[16];
};

#include "split_thrice.h"
int split_thrice_mode(void);
struct kmem_cache *split_thrice_cachep;

static int __init split_thrice_init(void)
{
	if (split_thrice_mode()) {
		split_thrice_cachep = kmem_cache_create("split_thrice", sizeof(struct split_thrice), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!split_thrice_cachep)
			return -ENOMEM;
	}
	split_thrice_user();
	return 0;
}
module_init(split_thrice_init);

static void __exit split_thrice_exit(void)
{
	kmem_cache_destroy(split_thrice_cachep);
}
module_exit(split_thrice_exit);
