// SPDX-License-Identifier: GPL-2.0
// refuse bamboo_cachep: created more than once perhaps: may run again, from the label again
// A label that a goto above and a header's macro behind jump to.
#include <linux/module.h>
#include <linux/slab.h>

struct bamboo { int x; };

#include "bamboo.h"
int bamboo_mode(void);
static struct kmem_cache *bamboo_cachep;
void *bamboo_get(void)
{
	return kmem_cache_alloc(bamboo_cachep, GFP_KERNEL);
}
static int __init bamboo_init(void)
{
	if (bamboo_mode())
		goto again;
	bamboo_prepare();
again:
	bamboo_cachep = KMEM_CACHE(bamboo, SLAB_HWCACHE_ALIGN);
	if (!bamboo_cachep)
		return -ENOMEM;
	BAMBOO_SETTLE();
	return 0;
}
module_init(bamboo_init);

static void __exit bamboo_exit(void)
{
	kmem_cache_destroy(bamboo_cachep);
}
module_exit(bamboo_exit);
