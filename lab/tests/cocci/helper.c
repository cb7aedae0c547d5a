// SPDX-License-Identifier: GPL-2.0
// refuse -: a helper returns the cache
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache * __init helper_foo_create(void)
{
	return KMEM_CACHE(helper_foo, SLAB_PANIC);
}
