// SPDX-License-Identifier: GPL-2.0
// refuse ant_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct ant { int x; };
static struct kmem_cache *ant_cachep;

bool ant_there(void)
{
	return ant_cachep == (void *)0;
}

static int __init ant_init(void)
{
	ant_cachep = kmem_cache_create("ant", sizeof(struct ant), 0, 0, NULL);
	if (!ant_cachep)
		return -ENOMEM;
	return 0;
}
module_init(ant_init);
