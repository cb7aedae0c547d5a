// SPDX-License-Identifier: GPL-2.0
// convert mink_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct mink { int x; };
static struct kmem_cache *mink_cachep;

static int __init mink_init(void)
{
	int err;

#ifdef MINK_OLD
	mink_cachep = kmem_cache_create("mink", sizeof(struct mink), 0, 0, NULL, NULL);
#else
	mink_cachep = kmem_cache_create("mink", sizeof(struct mink), 0, 0, NULL);
#endif
	if (!mink_cachep)
		return -ENOMEM;
	err = mink_start();
	return err;
}
module_init(mink_init);
