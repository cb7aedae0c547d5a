// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static int __init foo_init(void)
{
	struct kmem_cache *one = KMEM_CACHE(foo, SLAB_PANIC);
	struct kmem_cache *two;

	two = KMEM_CACHE(bar, SLAB_PANIC);
	return 0;
}
