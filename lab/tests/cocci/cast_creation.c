// SPDX-License-Identifier: GPL-2.0
// convert elk_cachep
// refuse elk_c_cachep: created inside another expression
#include <linux/module.h>
#include <linux/slab.h>

struct elk { int x; };
static struct kmem_cache *elk_cachep, *elk_c_cachep;

static int __init elk_init(void)
{
	elk_cachep = (void *)KMEM_CACHE(elk, 0);
	if (!elk_cachep)
		return -ENOMEM;
	elk_c_cachep = KMEM_CACHE(elk, 0), elk_c_cachep = NULL;
	return 0;
}
module_init(elk_init);
