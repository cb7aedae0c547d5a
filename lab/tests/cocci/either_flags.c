// SPDX-License-Identifier: GPL-2.0
// convert moa_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct moa { int x; };
static struct kmem_cache *moa_cachep;

static int __init moa_init(void)
{
	moa_cachep = kmem_cache_create("moa", sizeof(struct moa), 0,
#ifdef MOA_HOT
				       SLAB_HWCACHE_ALIGN,
#else
				       0,
#endif
				       NULL);
	if (!moa_cachep)
		return -ENOMEM;
	return 0;
}
module_init(moa_init);
