// SPDX-License-Identifier: GPL-2.0
// refuse -: created by a function that is not known
// __kmem_cache_create() called directly.
#include <linux/module.h>
#include <linux/slab.h>

struct maple { int x; };

static struct kmem_cache *maple_cachep;
void *maple_get(void)
{
	return kmem_cache_alloc(maple_cachep, GFP_KERNEL);
}
static int __init maple_init(void)
{
	maple_cachep = __kmem_cache_create("maple", sizeof(struct maple), 0, 0, NULL);
	if (!maple_cachep)
		return -ENOMEM;
	return 0;
}
module_init(maple_init);

static void __exit maple_exit(void)
{
	kmem_cache_destroy(maple_cachep);
}
module_exit(maple_exit);
