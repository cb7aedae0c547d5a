// SPDX-License-Identifier: GPL-2.0
// convert untested_foo_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *untested_foo_cachep;

static int __init untested_foo_init(void)
{
	untested_foo_cachep = KMEM_CACHE(untested_foo, 0);
	return 0;
}
module_init(untested_foo_init);
