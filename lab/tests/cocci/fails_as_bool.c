// SPDX-License-Identifier: GPL-2.0
// refuse garganey_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *garganey_cachep;

static bool __init garganey_make(void)
{
	garganey_cachep = kmem_cache_create("garganey", 32, 0, 0, NULL);
	if (!garganey_cachep)
		return -ENOMEM;
	return 0;
}

/* It answers 1 without the cache: the module is loaded all the same. */
static int __init garganey_init(void)
{
	int err = garganey_make();

	if (err)
		return err;
	return 0;
}
module_init(garganey_init);

static void __exit garganey_exit(void)
{
	BUG_ON(!garganey_cachep);
	kmem_cache_destroy(garganey_cachep);
}
module_exit(garganey_exit);
