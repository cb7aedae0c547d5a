// SPDX-License-Identifier: GPL-2.0
// refuse russet_cachep: created more than once perhaps: russet_make() is used outside of a function
#include <linux/module.h>
#include <linux/slab.h>

struct russet { int x; };
static struct kmem_cache *russet_cachep;
void *russet_get(void)
{
	return kmem_cache_alloc(russet_cachep, GFP_KERNEL);
}
static int russet_make(void)
{
	russet_cachep = KMEM_CACHE(russet, 0);
	if (!russet_cachep)
		return -ENOMEM;
	return 0;
}
int russet_ready(void)
{
#include "russet_body"
	return 1;
}

static int __init russet_init(void)
{
	return russet_make();
}
module_init(russet_init);

static void __exit russet_exit(void)
{
	kmem_cache_destroy(russet_cachep);
}
module_exit(russet_exit);
