// SPDX-License-Identifier: GPL-2.0
// refuse -: a word goes on in the next line
#include <linux/module.h>
#include <linux/slab.h>

struct create_split {
	int x;
	char name[16];
};

static struct kmem_cache *create_split_cachep;
void *create_split_get(void);
void *create_split_get(void)
{
	return kmem_cache_alloc(create_split_cachep, GFP_KERNEL);
}

static int __init create_split_init(void)
{
	create_split_cachep = kmem_cache_\
create("create_split", 32, 0, 0, NULL);
	if (!create_split_cachep)
		return -ENOMEM;
	return 0;
}
module_init(create_split_init);

static void __exit create_split_exit(void)
{
	kmem_cache_destroy(create_split_cachep);
}
module_exit(create_split_exit);
