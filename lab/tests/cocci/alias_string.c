// SPDX-License-Identifier: GPL-2.0
// refuse gull_cachep: named in a string of alias
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *gull_cachep;
extern struct kmem_cache *al __attribute__((alias("gull_cachep")));
static int __init gull_init(void)
{
	gull_cachep = kmem_cache_create("gull", 32, 0, 0, NULL);
	if (!gull_cachep)
		return -ENOMEM;
	return 0;
}
module_init(gull_init);
