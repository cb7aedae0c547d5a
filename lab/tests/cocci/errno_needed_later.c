// SPDX-License-Identifier: GPL-2.0
// convert errno_needed_later_foo_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *errno_needed_later_foo_cachep;
static void *table;

/* The value in ret is still wanted when the allocation fails. */
static int __init errno_needed_later_foo_init(void)
{
	int ret = -ENOMEM;

	errno_needed_later_foo_cachep = KMEM_CACHE(errno_needed_later_foo, 0);
	if (!errno_needed_later_foo_cachep)
		goto out;
	table = kzalloc(4096, GFP_KERNEL);
	if (!table)
		goto out;
	ret = 0;
out:
	return ret;
}
module_init(errno_needed_later_foo_init);
