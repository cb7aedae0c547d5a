// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>
// convert savory_cachep
struct savory { int x; };
static struct kmem_cache *savory_cachep;
static int __init savory_init(void)
{
	int n, err;

	n = savory_count();
	savory_cachep = KMEM_CACHE(savory, SLAB_PANIC);
	if (!savory_cachep) {
		err = -ENOMEM;
		pr_err("savory: %d\n", err);
		return err;
	}
	return n;
}
module_init(savory_init);
