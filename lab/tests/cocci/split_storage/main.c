// SPDX-License-Identifier: GPL-2.0
// refuse split_storage_cachep: a word goes on in the next line of
#include <linux/module.h>
#include <linux/slab.h>

struct split_storage {
	int x;
	char name[16];
};

#include "split_storage.h"
int split_storage_mode(void);
struct kmem_cache *split_storage_cachep;

static int __init split_storage_init(void)
{
	if (split_storage_mode()) {
		split_storage_cachep = kmem_cache_create("split_storage", sizeof(struct split_storage), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!split_storage_cachep)
			return -ENOMEM;
	}
	split_storage_user();
	return 0;
}
module_init(split_storage_init);

static void __exit split_storage_exit(void)
{
	kmem_cache_destroy(split_storage_cachep);
}
module_exit(split_storage_exit);
