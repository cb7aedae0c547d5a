// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache * __init foo_create(void)
{
	return KMEM_CACHE(foo, SLAB_PANIC);
}
