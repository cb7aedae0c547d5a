// SPDX-License-Identifier: GPL-2.0
// convert jay_cachep
// convert magpie_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *jay_cachep, *magpie_cachep;

static int __init jay_init(void)
{
	jay_cachep = kmem_cache_create("jay", 32, 0, 0, NULL);
	if (jay_cachep == 0)
		return -ENOMEM;
	if ((magpie_cachep = kmem_cache_create("magpie", 32, 0, 0, NULL)) == 0)
		return -ENOMEM;
	return jay_more();
}
module_init(jay_init);

static void __exit jay_exit(void)
{
	if (0 != jay_cachep)
		kmem_cache_destroy(jay_cachep);
	kmem_cache_destroy(magpie_cachep);
}
module_exit(jay_exit);
