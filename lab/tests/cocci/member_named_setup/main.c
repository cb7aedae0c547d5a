// SPDX-License-Identifier: GPL-2.0
// refuse claret_cachep: kmem_cache_setup is the name of something else
#include <linux/module.h>
#include <linux/slab.h>

struct claret { int x; };
struct claret_ops { int (*kmem_cache_setup)(void); };
static struct kmem_cache *claret_cachep;
void *claret_get(void)
{
	return kmem_cache_alloc(claret_cachep, GFP_KERNEL);
}

int claret_ready(struct claret_ops *o)
{
	return o->kmem_cache_setup();
}

static int __init claret_init(void)
{
	claret_cachep = KMEM_CACHE(claret, 0);
	if (!claret_cachep)
		return -ENOMEM;
	return 0;
}
module_init(claret_init);

static void __exit claret_exit(void)
{
	kmem_cache_destroy(claret_cachep);
}
module_exit(claret_exit);
