// SPDX-License-Identifier: GPL-2.0
// convert whimbrel_a_cachep
// convert whimbrel_b_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *whimbrel_a_cachep, *whimbrel_b_cachep;
int whimbrel_size(void);

/* The size of the second is in the variable that its result goes to. */
static int __init whimbrel_init(void)
{
	int ret = whimbrel_size();

	whimbrel_a_cachep = kmem_cache_create("whimbrel_a", 8, 0, 0, NULL);
	if (!whimbrel_a_cachep)
		return -ENOMEM;
	whimbrel_b_cachep = kmem_cache_create("whimbrel_b", ret, 0, 0, NULL);
	if (!whimbrel_b_cachep) {
		ret = -ENOMEM;
		goto out;
	}
	return 0;
out:
	kmem_cache_destroy(whimbrel_a_cachep);
	return ret;
}
module_init(whimbrel_init);
