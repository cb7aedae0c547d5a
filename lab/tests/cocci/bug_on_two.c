// SPDX-License-Identifier: GPL-2.0
// convert coot_cachep
// convert coot_b_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct coot { int x; };
static struct kmem_cache *coot_cachep;
static struct kmem_cache *coot_b_cachep;

static int __init coot_init(void)
{
	coot_cachep = KMEM_CACHE(coot, 0);
	coot_b_cachep = kmem_cache_create("coot_b", 32, 0, SLAB_ACCOUNT, NULL);
	BUG_ON(!coot_cachep || !coot_b_cachep);
	return 0;
}
module_init(coot_init);
