// SPDX-License-Identifier: GPL-2.0
// refuse fly_cachep: its members are used
#include <linux/module.h>
#include <linux/slab.h>

struct fly { int x; };
static struct kmem_cache *fly_cachep;

const char *fly_name(void)
{
	return fly_cachep->name;
}

static int __init fly_init(void)
{
	fly_cachep = kmem_cache_create("fly", sizeof(struct fly), 0, 0, NULL);
	if (!fly_cachep)
		return -ENOMEM;
	return 0;
}
module_init(fly_init);
