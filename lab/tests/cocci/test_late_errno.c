// SPDX-License-Identifier: GPL-2.0
// convert carp_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *carp_cachep;
static int __init carp_init(void)
{
	int n, err;

	carp_cachep = kmem_cache_create("carp", 32, 0, 0, NULL);
	n = prepare();
	if (!carp_cachep)
		return -ENOMEM;
	return n;
}
module_init(carp_init);
