// SPDX-License-Identifier: GPL-2.0
// convert chub_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *chub_cachep;
static int __init chub_init(void)
{
	int n;

	chub_cachep = kmem_cache_create("chub", 32, 0, 0, NULL);
	n = prepare();
	if (!chub_cachep)
		return -ENOMEM;
	return n;
}
module_init(chub_init);
