// SPDX-License-Identifier: GPL-2.0
// refuse loon_cachep: copied to c, which a macro uses
#include <linux/module.h>
#include <linux/slab.h>

#define LOON_READY (c != NULL)

static struct kmem_cache *loon_cachep;

static int __init loon_init(void)
{
	loon_cachep = kmem_cache_create("loon", 32, 0, 0, NULL);
	if (!loon_cachep)
		return -ENOMEM;
	return 0;
}
module_init(loon_init);

bool loon_ready(void)
{
	struct kmem_cache *c = loon_cachep;

	return LOON_READY;
}
