// SPDX-License-Identifier: GPL-2.0
// convert lime_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct lime { int x; };
static struct kmem_cache *lime_cachep;

static int __init lime_init(void)
{
	lime_cachep = kmem_cache_create("lime", sizeof(struct lime), 0,
			SLAB_HWCACHE_ALIGN | // fast
			SLAB_ACCOUNT,
			NULL);
	if (!lime_cachep)
		return -ENOMEM;
	return 0;
}
module_init(lime_init);
