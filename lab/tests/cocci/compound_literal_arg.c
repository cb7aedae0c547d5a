// SPDX-License-Identifier: GPL-2.0
// refuse hazel_cachep: a comma in brackets of its arguments
// A comma in braces: an argument of a function, two of a macro.
#include <linux/module.h>
#include <linux/slab.h>

struct hazel { int x; };

static struct kmem_cache *hazel_cachep;
void *hazel_get(void)
{
	return kmem_cache_alloc(hazel_cachep, GFP_KERNEL);
}
int hazel_mode(void);

static int __init hazel_init(void)
{
	hazel_cachep = kmem_cache_create_usercopy("hazel", (const unsigned int[]){ 64, 128 }[hazel_mode()], 0, 0, 0, 4, NULL);
	if (!hazel_cachep)
		return -ENOMEM;
	return 0;
}
module_init(hazel_init);

static void __exit hazel_exit(void)
{
	kmem_cache_destroy(hazel_cachep);
}
module_exit(hazel_exit);
