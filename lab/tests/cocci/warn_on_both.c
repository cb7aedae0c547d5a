// SPDX-License-Identifier: GPL-2.0
// convert crow_cachep
// convert crow_b_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct crow { int x; };
static struct kmem_cache *crow_cachep;
static struct kmem_cache *crow_b_cachep;

static int __init crow_init(void)
{
	crow_cachep = KMEM_CACHE(crow, 0);
	crow_b_cachep = KMEM_CACHE(crow, SLAB_ACCOUNT);
	if (WARN_ON(!crow_cachep || !crow_b_cachep)) {
		kmem_cache_destroy(crow_cachep);
		kmem_cache_destroy(crow_b_cachep);
		return -ENOMEM;
	}
	return 0;
}
module_init(crow_init);
