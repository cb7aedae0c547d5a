// SPDX-License-Identifier: GPL-2.0
// refuse ibex_cachep: kmem_cache_create() has another meaning here
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *ibex_cachep;
#define kmem_cache_create(a, b, c, d, e) my_create(a, b)
static int __init ibex_init(void)
{
	ibex_cachep = kmem_cache_create("ibex", 32, 0, 0, NULL);
	if (!ibex_cachep)
		return -ENOMEM;
	return 0;
}
module_init(ibex_init);
