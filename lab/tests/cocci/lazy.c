// SPDX-License-Identifier: GPL-2.0
// refuse lazy_foo_cachep: created under a condition, and tested behind it
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *lazy_foo_cachep;

static int lazy_foo_open(void)
{
	if (!lazy_foo_cachep)
		lazy_foo_cachep = KMEM_CACHE(lazy_foo, 0);
	return lazy_foo_cachep ? 0 : -ENOMEM;
}
