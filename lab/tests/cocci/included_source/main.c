// SPDX-License-Identifier: GPL-2.0
// refuse adder_cachep: its file is included by
#include <linux/module.h>
#include <linux/slab.h>

struct adder { int x; };
static struct kmem_cache *adder_cachep;

static int __init adder_init(void)
{
	adder_cachep = kmem_cache_create("adder", sizeof(struct adder), 0, 0, NULL);
	if (!adder_cachep)
		return -ENOMEM;
	return 0;
}
module_init(adder_init);
