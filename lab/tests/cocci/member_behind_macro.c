// SPDX-License-Identifier: GPL-2.0
// refuse knot_cachep: used in the body of the macro knot_has
#include <linux/module.h>
#include <linux/slab.h>

struct knot { struct kmem_cache *rope; };
#define knot_has(k) ((k)->rope != NULL)
#define knot_tie(k) kmem_cache_alloc((k)->rope, GFP_KERNEL)

static struct kmem_cache *knot_cachep;

static int __init knot_init(void)
{
	knot_cachep = kmem_cache_create("knot", 32, 0, 0, NULL);
	if (!knot_cachep)
		return -ENOMEM;
	return 0;
}
module_init(knot_init);

void *knot_get(struct knot *k)
{
	k->rope = knot_cachep;
	return knot_has(k) ? knot_tie(k) : NULL;
}
