// SPDX-License-Identifier: GPL-2.0
// refuse ibex_cachep: is called twice
#include <linux/module.h>
#include <linux/slab.h>

struct ibex { int x; };
static struct kmem_cache *ibex_cachep;

static int __init ibex_init(void)
{
	ibex_cachep = KMEM_CACHE(ibex, 0);
	if (!ibex_cachep)
		return -ENOMEM;
	return 0;
}
core_initcall(ibex_init);
late_initcall(ibex_init);
