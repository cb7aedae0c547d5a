// SPDX-License-Identifier: GPL-2.0
// refuse probe_foo_cachep: created more than once perhaps: probe_foo_probe() is called through a pointer
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *probe_foo_cachep;

static int probe_foo_probe(struct device *dev)
{
	probe_foo_cachep = KMEM_CACHE(probe_foo, 0);
	if (!probe_foo_cachep)
		return -ENOMEM;
	return 0;
}

static struct probe_foo_driver probe_foo = {
	.probe = probe_foo_probe,
};
