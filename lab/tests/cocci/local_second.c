// SPDX-License-Identifier: GPL-2.0
// refuse t: a local variable
#include <linux/module.h>
#include <linux/slab.h>

static int __init local_second_init(void)
{
	struct kmem_cache *s = NULL, *t;

	t = KMEM_CACHE(local_second, SLAB_PANIC);
	kmem_cache_destroy(s);
	return t ? 0 : -ENOMEM;
}
