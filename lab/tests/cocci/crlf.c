// SPDX-License-Identifier: GPL-2.0
// convert wasp_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct wasp { int x; };
static struct kmem_cache *wasp_cachep;


static int __init wasp_init(void)
{
	wasp_cachep = kmem_cache_create("wasp", sizeof(struct wasp), 0, 0, NULL);
	if (!wasp_cachep)
		return -ENOMEM;
	return 0;
}
module_init(wasp_init);
