// SPDX-License-Identifier: GPL-2.0
// refuse gnu_cachep: token|line|split
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *gnu_cachep;

int gnu_ready(void)
{
	return gnu_\
cachep != NULL;
}

static int __init gnu_init(void)
{
	gnu_cachep = kmem_cache_create("gnu", 32, 0, 0, NULL);
	if (!gnu_cachep)
		return -ENOMEM;
	return 0;
}
module_init(gnu_init);
