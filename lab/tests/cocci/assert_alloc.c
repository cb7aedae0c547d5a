// SPDX-License-Identifier: GPL-2.0
// convert crake_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct crake { int x; };
static struct kmem_cache *crake_cachep;

static int __init crake_init(void)
{
	crake_cachep = KMEM_CACHE(crake, 0);
	if (!crake_cachep)
		return -ENOMEM;
	return 0;
}
module_init(crake_init);

void *crake_get(void)
{
	struct crake *c;

	BUG_ON(crake_cachep == NULL);
	c = kmem_cache_zalloc(crake_cachep, GFP_NOFS);
	return c;
}

void *crake_new(gfp_t gfp)
{
	WARN_ON_ONCE(!crake_cachep);
	return kmem_cache_alloc(crake_cachep, gfp);
}
