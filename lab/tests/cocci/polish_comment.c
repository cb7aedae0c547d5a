// SPDX-License-Identifier: GPL-2.0
// convert linden_cachep
// UTF-8: the second byte of ą is 0x85.
#include <linux/module.h>
#include <linux/slab.h>

struct linden { int x; };

/* pamięć podręczna: łącznie 8 KiB, mają ją wszyscy */
static struct kmem_cache *linden_cachep;
void *linden_get(void)
{
	return kmem_cache_alloc(linden_cachep, GFP_KERNEL);
}
static int __init linden_init(void)
{
	linden_cachep = KMEM_CACHE(linden, SLAB_HWCACHE_ALIGN);
	if (!linden_cachep)
		return -ENOMEM;
	return 0;
}
module_init(linden_init);

static void __exit linden_exit(void)
{
	kmem_cache_destroy(linden_cachep);
}
module_exit(linden_exit);
