// SPDX-License-Identifier: GPL-2.0
// convert myna_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct myna { int x; };
static struct kmem_cache *myna_cachep;

static int __init myna_init(void)
{
	if (myna_cachep)
		return -EEXIST;

	myna_cachep = KMEM_CACHE(myna, 0);
	if (!myna_cachep)
		return -ENOMEM;
	return 0;
}
module_init(myna_init);
