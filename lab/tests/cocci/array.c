// SPDX-License-Identifier: GPL-2.0
// refuse -: an array
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *array_foo_caches[4];

static void __init array_foo_init(void)
{
	array_foo_caches[1] = KMEM_CACHE(array_foo, SLAB_PANIC);
}
