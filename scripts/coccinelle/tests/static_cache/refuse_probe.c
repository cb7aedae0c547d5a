// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;

static int foo_probe(struct device *dev)
{
	foo_cachep = KMEM_CACHE(foo, 0);
	if (!foo_cachep)
		return -ENOMEM;
	return 0;
}

static struct foo_driver foo = {
	.probe = foo_probe,
};
