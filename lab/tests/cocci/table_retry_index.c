// SPDX-License-Identifier: GPL-2.0
// refuse birch_cachep: created more than once perhaps: birch_cache_init() is in a table that is walked twice
// One entry, in a loop of retries.
#include <linux/module.h>
#include <linux/slab.h>

struct birch { int x; };

int birch_mode(void);
static struct kmem_cache *birch_cachep;
void *birch_get(void)
{
	return kmem_cache_alloc(birch_cachep, GFP_KERNEL);
}
static int __init birch_cache_init(void)
{
	birch_cachep = KMEM_CACHE(birch, SLAB_HWCACHE_ALIGN);
	if (!birch_cachep)
		return -ENOMEM;
	return 0;
}

static int (*const birch_inits[])(void) __initconst = { birch_cache_init };

static int __init birch_init(void)
{
	int try, err = 0;

	for (try = 0; try < 3; try++) {
		err = birch_inits[0]();
		if (!err && !birch_mode())
			break;
	}
	return err;
}
module_init(birch_init);

static void __exit birch_exit(void)
{
	kmem_cache_destroy(birch_cachep);
}
module_exit(birch_exit);
