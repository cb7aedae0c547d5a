// SPDX-License-Identifier: GPL-2.0
// refuse gnu_cachep: created more than once perhaps: gnu_make() is called in a loop
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *gnu_cachep;

static int __init gnu_make(void)
{
	gnu_cachep = kmem_cache_create("gnu", 32, 0, 0, NULL);
	return gnu_cachep ? 0 : -ENOMEM;
}

static int __init gnu_init(void)
{
	int n = 2, err = 0;

	if (({ while (n--) err |= gnu_make(); err; }))
		return -ENOMEM;
	return 0;
}
module_init(gnu_init);
