// SPDX-License-Identifier: GPL-2.0
// refuse midge_old_cachep: MIDGE() can make a name of it
#include <linux/module.h>
#include <linux/slab.h>
#include "midge.h"

struct midge { int x; };
struct kmem_cache *midge_old_cachep;

static int __init midge_init(void)
{
	midge_old_cachep = KMEM_CACHE(midge, 0);
	if (!midge_old_cachep)
		return -ENOMEM;
	return 0;
}
module_init(midge_init);
