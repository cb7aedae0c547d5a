// SPDX-License-Identifier: GPL-2.0
// refuse hen_cachep: used in the body of the macro HEN
#include <linux/module.h>
#include <linux/slab.h>

struct hen { int x; };
static struct kmem_cache *hen_cachep;

#define HEN(x) x##hen_cachep

void *hen_get(int my_hen_cachep)
{
	return kmem_cache_alloc(hen_cachep, HEN(my_));
}

static int __init hen_init(void)
{
	hen_cachep = kmem_cache_create("hen", sizeof(struct hen), 0, 0, NULL);
	if (!hen_cachep)
		return -ENOMEM;
	return 0;
}
module_init(hen_init);
