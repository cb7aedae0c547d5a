// SPDX-License-Identifier: GPL-2.0
// convert newt_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct newt { int x; };
static struct kmem_cache *newt_cachep;

#define newt_get() kmem_cache_alloc(newt_cachep, GFP_KERNEL)

void *newt_new(void)
{
	return newt_get();
}

static int __init newt_init(void)
{
	newt_cachep = kmem_cache_create("newt", sizeof(struct newt), 0, 0, NULL);
	if (!newt_cachep)
		return -ENOMEM;
	return 0;
}
module_init(newt_init);
