// SPDX-License-Identifier: GPL-2.0
// refuse ibis_cachep: WARN_ON() has another meaning here
// refuse ibis_b_cachep: BUG_ON() has another meaning here
#include <linux/module.h>
#include <linux/slab.h>

/* Neither looks at what it is given. */
#undef WARN_ON
#define WARN_ON(x) 0
#undef BUG_ON
#define BUG_ON(x) do { } while (0)

struct ibis { int x; };
static struct kmem_cache *ibis_cachep;
static struct kmem_cache *ibis_b_cachep;

static int __init ibis_init(void)
{
	ibis_cachep = KMEM_CACHE(ibis, 0);
	if (WARN_ON(!ibis_cachep))
		return -ENOMEM;
	ibis_b_cachep = KMEM_CACHE(ibis, 0);
	BUG_ON(!ibis_b_cachep);
	return 0;
}
module_init(ibis_init);
