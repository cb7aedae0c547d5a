// SPDX-License-Identifier: GPL-2.0
// refuse mole_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct mole { int x; };
static struct kmem_cache *mole_cachep;

static struct kmem_cache *mole_slab(void)
{
	return mole_cachep;
}

void *mole_get(void)
{
	return mole_slab() ? kmem_cache_alloc(mole_slab(), GFP_KERNEL) : NULL;
}

static int __init mole_init(void)
{
	mole_cachep = kmem_cache_create("mole", sizeof(struct mole), 0, 0, NULL);
	if (!mole_cachep)
		return -ENOMEM;
	return 0;
}
module_init(mole_init);
