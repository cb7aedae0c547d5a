// SPDX-License-Identifier: GPL-2.0
// refuse forever_cachep: is not understood
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *forever_cachep;

#define for_ever for (;;)
static int forever_setup(void)
{
	forever_cachep = kmem_cache_create("forever", 32, 0, 0, NULL);
	if (!forever_cachep)
		return -ENOMEM;
	return 0;
}

static int __init forever_init(void)
{
	for_ever {
		if (!forever_setup())
			break;
	}
	return 0;
}
module_init(forever_init);
