// SPDX-License-Identifier: GPL-2.0
// refuse knot_cachep: KNOT() can make a name of it
#include <linux/module.h>
#include <linux/slab.h>

struct knot { int x; };
static struct kmem_cache *knot_cachep;
#define KNOT(x, ...) x##__VA_ARGS__

/* The rest of the name is what the dots stand for. */
static int __init knot_init(void)
{
	knot_cachep = KMEM_CACHE(knot, 0);
	if (!knot_cachep)
		return -ENOMEM;
	return 0;
}

void knot_flush(void)
{
	if (KNOT(knot, _cachep))
		kmem_cache_shrink(KNOT(knot, _cachep));
}
module_init(knot_init);
