// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;

static int foo_open(void)
{
	if (!foo_cachep)
		foo_cachep = KMEM_CACHE(foo, 0);
	return foo_cachep ? 0 : -ENOMEM;
}
