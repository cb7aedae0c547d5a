// SPDX-License-Identifier: GPL-2.0
// refuse ox_cachep: copied
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *ox_cachep;
struct yoke { struct kmem_cache *a; bool b; };

void ox_note(struct yoke *y)
{
	y->b = y->a = ox_cachep;
}

static int __init ox_init(void)
{
	ox_cachep = kmem_cache_create("ox", 32, 0, 0, NULL);
	if (!ox_cachep)
		return -ENOMEM;
	return 0;
}
module_init(ox_init);
