// SPDX-License-Identifier: GPL-2.0
// refuse split_creator_cachep: a word goes on in the next line of
#include <linux/module.h>
#include <linux/slab.h>

struct split_creator {
	int x;
	char name[16];
};

#include "split_creator.h"
static struct kmem_cache *split_creator_cachep;
void *split_creator_get(void);
void *split_creator_get(void)
{
	return kmem_cache_alloc(split_creator_cachep, GFP_KERNEL);
}

int split_creator_make(void)
{
	split_creator_cachep = kmem_cache_create("split_creator", sizeof(struct split_creator), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!split_creator_cachep)
		return -ENOMEM;
	return 0;
}

void split_creator_unmake(void)
{
	kmem_cache_destroy(split_creator_cachep);
}
