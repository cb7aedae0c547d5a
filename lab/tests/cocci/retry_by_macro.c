// SPDX-License-Identifier: GPL-2.0
// refuse man_cachep: created more than once perhaps
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *man_cachep;

#define AGAIN() goto again
bool man_enough(void);

static int __init man_init(void)
{
again:
	man_cachep = kmem_cache_create("man", 32, 0, 0, NULL);
	if (!man_cachep)
		return -ENOMEM;
	if (!man_enough())
		AGAIN();
	return 0;
}
module_init(man_init);
