// SPDX-License-Identifier: GPL-2.0
// refuse -: a macro makes names of the allocator
#include <linux/module.h>
#include <linux/slab.h>

#define OF(what)		what##_create
#define MEMORY(how)		kmem##how
#define BOTH(what, how)		what##how

static struct kmem_cache *rue_cachep, *dill_cachep, *lovage_cachep;

static int __init rue_init(void)
{
	rue_cachep = OF(kmem_cache)("rue", 32, 0, 0, NULL);
	if (!rue_cachep)
		return -ENOMEM;
	dill_cachep = MEMORY(_cache_create)("dill", 32, 0, 0, NULL);
	if (!dill_cachep)
		goto err_rue;
	lovage_cachep = BOTH(kmem_cache, _create)("lovage", 32, 0, 0, NULL);
	if (!lovage_cachep)
		goto err_dill;
	return 0;
err_dill:
	kmem_cache_destroy(dill_cachep);
err_rue:
	kmem_cache_destroy(rue_cachep);
	return -ENOMEM;
}
module_init(rue_init);
