// SPDX-License-Identifier: GPL-2.0
// convert lilac_cachep
// A macro reads ret and declares another one in a block.
#include <linux/module.h>
#include <linux/slab.h>

struct lilac { int x; };

static struct kmem_cache *lilac_cachep;
void *lilac_get(void)
{
	return kmem_cache_alloc(lilac_cachep, GFP_KERNEL);
}
int lilac_probe(void);
int lilac_b(void);
#define LILAC_CALL(f) do { if (ret) { int ret = f(); pr_info("%d", ret); } } while (0)

static int __init lilac_init(void)
{
	int ret = lilac_probe() ? 3 : 7;

	lilac_cachep = KMEM_CACHE(lilac, SLAB_HWCACHE_ALIGN);
	if (!lilac_cachep)
		return -ENOMEM;
	LILAC_CALL(lilac_b);
	return 0;
}
module_init(lilac_init);

static void __exit lilac_exit(void)
{
	kmem_cache_destroy(lilac_cachep);
}
module_exit(lilac_exit);
