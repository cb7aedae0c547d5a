// SPDX-License-Identifier: GPL-2.0
// convert broom_cachep
// CR LF: a macro of two lines reads the errno variable.
#include <linux/module.h>
#include <linux/slab.h>

struct broom { int x; };

static struct kmem_cache *broom_cachep;
void *broom_get(void)
{
	return kmem_cache_alloc(broom_cachep, GFP_KERNEL);
}
int broom_probe(void);
#define BROOM_RESULT() \
	(ret)

static int __init broom_init(void)
{
	int ret = broom_probe() ? 3 : 7;

	broom_cachep = KMEM_CACHE(broom, SLAB_HWCACHE_ALIGN);
	if (!broom_cachep)
		return -ENOMEM;
	return BROOM_RESULT();
}
module_init(broom_init);

static void __exit broom_exit(void)
{
	kmem_cache_destroy(broom_cachep);
}
module_exit(broom_exit);
