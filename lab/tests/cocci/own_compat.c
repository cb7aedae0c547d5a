// SPDX-License-Identifier: GPL-2.0
// convert knot_cachep
#include <linux/module.h>
#include <linux/slab.h>

#ifndef SLAB_PANIC
#define SLAB_PANIC 0
#endif
#undef NULL
#define NULL ((void *) 0)
#undef unlikely
#define unlikely(x) __builtin_expect(!!(x), 0)

struct knot { int x; };
static struct kmem_cache *knot_cachep;

static int __init knot_init(void)
{
	knot_cachep = KMEM_CACHE(knot, SLAB_PANIC);
	if (knot_cachep == NULL)
		return -ENOMEM;
	return 0;
}
module_init(knot_init);
