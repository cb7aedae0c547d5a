// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_caches[4];

static void __init foo_init(void)
{
	foo_caches[1] = KMEM_CACHE(foo, SLAB_PANIC);
}
