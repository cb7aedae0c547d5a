// SPDX-License-Identifier: GPL-2.0
// convert ram_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct ram { int x; };
static struct kmem_cache *ram_cachep;

void *ram_from(struct kmem_cache *ram_cachep)
{
	if (!ram_cachep)
		return NULL;
	return kmem_cache_alloc(ram_cachep, GFP_KERNEL);
}

static int __init ram_init(void)
{
	ram_cachep = kmem_cache_create("ram", sizeof(struct ram), 0, 0, NULL);
	if (!ram_cachep)
		return -ENOMEM;
	return 0;
}
module_init(ram_init);
