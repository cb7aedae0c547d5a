// SPDX-License-Identifier: GPL-2.0
// refuse seal_cachep: also the name of a variable
#include <linux/module.h>
#include <linux/slab.h>

struct seal { int x; };
static struct kmem_cache *seal_cachep;

void *seal_from(struct kmem_cache **all)
{
	struct kmem_cache *seal_cachep = all[0];

	return kmem_cache_alloc(seal_cachep, GFP_KERNEL);
}

static int __init seal_init(void)
{
	seal_cachep = kmem_cache_create("seal", sizeof(struct seal), 0, 0, NULL);
	if (!seal_cachep)
		return -ENOMEM;
	return 0;
}
module_init(seal_init);
