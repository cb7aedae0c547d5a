// SPDX-License-Identifier: GPL-2.0
// refuse plum_cachep: used in a way that is not known to be right|its address is taken
#include <linux/module.h>
#include <linux/slab.h>

struct plum { int x; };
static struct kmem_cache *plum_cachep;

static void plum_register(void *slot);

static int __init plum_init(void)
{
	plum_cachep = kmem_cache_create("plum", sizeof(struct plum), 0, 0, NULL);
	if (!plum_cachep)
		return -ENOMEM;
	plum_register((void *)&plum_cachep);
	return 0;
}
module_init(plum_init);
