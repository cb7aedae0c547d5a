// SPDX-License-Identifier: GPL-2.0
// convert swan_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct swan { int x; };
static struct kmem_cache *swan_cachep;
int swan_try(void);

static int __init swan_init(void)
{
	int err = swan_try();

	swan_cachep = KMEM_CACHE(swan, 0);
	if (!swan_cachep) {
		err = -ENOMEM;
		goto out;
	}
	if (err)
		kmem_cache_destroy(swan_cachep);
out:
	return err;
}
module_init(swan_init);
