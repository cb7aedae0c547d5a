// SPDX-License-Identifier: GPL-2.0
// refuse -: a local variable
#include <linux/module.h>
#include <linux/slab.h>

static int __init local_foo_init(void)
{
	struct kmem_cache *one = KMEM_CACHE(local_foo, SLAB_PANIC);
	struct kmem_cache *local_two;

	local_two = KMEM_CACHE(local_bar, SLAB_PANIC);
	return 0;
}
