// SPDX-License-Identifier: GPL-2.0
// convert dune_a_cachep
// convert dune_b_cachep
// refuse dune_c_cachep: tested for NULL
// refuse dune_d_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct dune { int x; };
static struct kmem_cache *dune_a_cachep, *dune_b_cachep, *dune_c_cachep, *dune_d_cachep;

/* An assertion that is the only test of a creation is SLAB_PANIC behind it, or stays. */
static void __init dune_make(void)
{
	dune_d_cachep = KMEM_CACHE(dune, 0);
}

static int __init dune_init(void)
{
	struct dune *d;

	dune_a_cachep = KMEM_CACHE(dune, 0);
	dune_b_cachep = kmem_cache_create("dune_b", 32, 0, 0, NULL);
	BUG_ON(!dune_a_cachep);
	BUG_ON(!dune_b_cachep);
	d = kmem_cache_alloc(dune_b_cachep, GFP_KERNEL);
	if (!d)
		return -ENOMEM;

	dune_c_cachep = kmem_cache_create("dune_c", 64, 0, 0, NULL);
	J_ASSERT(dune_c_cachep != NULL);
	d = kmem_cache_alloc(dune_c_cachep, GFP_KERNEL);
	if (!d)
		return -ENOMEM;

	dune_make();
	BUG_ON(!dune_d_cachep);
	d = kmem_cache_zalloc(dune_d_cachep, GFP_KERNEL);
	return d ? 0 : -ENOMEM;
}
module_init(dune_init);
