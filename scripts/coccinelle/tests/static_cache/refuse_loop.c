// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;

static int __init foo_init(void)
{
	int i;

	for (i = 0; i < 4; i++) {
		foo_cachep = KMEM_CACHE(foo, SLAB_PANIC);
	}
	return 0;
}
module_init(foo_init);
