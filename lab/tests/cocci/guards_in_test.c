// SPDX-License-Identifier: GPL-2.0
// convert badger_cachep
// convert badger_b_cachep
// refuse badger_c_cachep: used where it is NULL
#include <linux/module.h>
#include <linux/slab.h>

struct badger { int x; };
static struct kmem_cache *badger_cachep, *badger_b_cachep, *badger_c_cachep;

/* What was created of two is destroyed again. */
static int __init badger_init(void)
{
	badger_c_cachep = KMEM_CACHE(badger, 0);
	if (!badger_c_cachep) {
		if (badger_c_cachep)
			pr_err("never\n");
		return -ENOMEM;
	}
	badger_cachep = KMEM_CACHE(badger, 0);
	badger_b_cachep = KMEM_CACHE(badger, SLAB_ACCOUNT);
	if (!badger_cachep || !badger_b_cachep) {
		if (badger_cachep)
			kmem_cache_destroy(badger_cachep);
		if (badger_b_cachep) {
			kmem_cache_destroy(badger_b_cachep);
			badger_b_cachep = NULL;
		}
		return -ENOMEM;
	}
	return 0;
}
module_init(badger_init);
