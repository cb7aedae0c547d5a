// SPDX-License-Identifier: GPL-2.0
// refuse cat_cachep: used in a way
#include <linux/module.h>
#include <linux/slab.h>

struct cat { int x; };
static struct kmem_cache *cat_cachep;

void cat_hide(void)
{
	asm volatile("" : "+r" (cat_cachep));
}

static int __init cat_init(void)
{
	cat_cachep = kmem_cache_create("cat", sizeof(struct cat), 0, 0, NULL);
	if (!cat_cachep)
		return -ENOMEM;
	return 0;
}
module_init(cat_init);
