// SPDX-License-Identifier: GPL-2.0
// refuse privet_cachep: PRIVET_SIZE_ALIGN may stand for several arguments
// A macro stands for two arguments.
#include <linux/module.h>
#include <linux/slab.h>

struct privet { int x; };

static struct kmem_cache *privet_cachep;
void *privet_get(void)
{
	return kmem_cache_alloc(privet_cachep, GFP_KERNEL);
}
#define PRIVET_SIZE_ALIGN sizeof(struct privet), 8

static int __init privet_init(void)
{
	privet_cachep = kmem_cache_create_usercopy("privet", PRIVET_SIZE_ALIGN, SLAB_ACCOUNT, 0, 4, NULL);
	if (!privet_cachep)
		return -ENOMEM;
	return 0;
}
module_init(privet_init);

static void __exit privet_exit(void)
{
	kmem_cache_destroy(privet_cachep);
}
module_exit(privet_exit);
