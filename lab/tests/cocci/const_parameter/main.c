// SPDX-License-Identifier: GPL-2.0
// refuse ape_cachep: ape_get() tests it
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *ape_cachep;
void *ape_get(struct kmem_cache *const s);

void *ape_new(void)
{
	return ape_get(ape_cachep);
}

static int __init ape_init(void)
{
	ape_cachep = kmem_cache_create("ape", 32, 0, 0, NULL);
	if (!ape_cachep)
		return -ENOMEM;
	return 0;
}
module_init(ape_init);
