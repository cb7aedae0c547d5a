// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;
static void *table;

/* The value in ret is still wanted when the allocation fails. */
static int __init foo_init(void)
{
	int ret = -ENOMEM;

	foo_cachep = KMEM_CACHE(foo, 0);
	if (!foo_cachep)
		goto out;
	table = kzalloc(4096, GFP_KERNEL);
	if (!table)
		goto out;
	ret = 0;
out:
	return ret;
}
module_init(foo_init);
