// SPDX-License-Identifier: GPL-2.0
// refuse quince_cachep: QUINCE_SIZE_ALIGN may stand for several arguments
// A macro stands for two arguments.
#include <linux/module.h>
#include <linux/slab.h>

struct quince { int x; };

static struct kmem_cache *quince_cachep;
void *quince_get(void)
{
	return kmem_cache_alloc(quince_cachep, GFP_KERNEL);
}
#define QUINCE_SIZE_ALIGN sizeof(struct quince), 8

static int __init quince_init(void)
{
	quince_cachep = kmem_cache_create("quince", QUINCE_SIZE_ALIGN, SLAB_ACCOUNT, NULL);
	if (!quince_cachep)
		return -ENOMEM;
	return 0;
}
module_init(quince_init);

static void __exit quince_exit(void)
{
	kmem_cache_destroy(quince_cachep);
}
module_exit(quince_exit);
