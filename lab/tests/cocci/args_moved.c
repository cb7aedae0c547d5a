// SPDX-License-Identifier: GPL-2.0
// refuse ruff_a_cachep: its test does not follow at once
// refuse ruff_b_cachep: tested for NULL|its test depends on others
// refuse knot_a_cachep: its arguments do something|its test depends on others
// refuse knot_b_cachep: its arguments do something|its test depends on others
#include <linux/module.h>
#include <linux/slab.h>

#define RUFF_ALIGN (al * 2)

static struct kmem_cache *ruff_a_cachep, *ruff_b_cachep, *knot_a_cachep, *knot_b_cachep;

/* Another alignment where the test is. */
static int __init ruff_init(void)
{
	int al = 8;

	ruff_a_cachep = kmem_cache_create("ruff_a", 32, RUFF_ALIGN, 0, NULL);
	al = 16;
	ruff_b_cachep = kmem_cache_create("ruff_b", 32, RUFF_ALIGN, 0, NULL);
	if (!ruff_a_cachep || !ruff_b_cachep)
		return -ENOMEM;
	return 0;
}
module_init(ruff_init);

/* The sizes would be swapped. */
static int __init knot_init(void)
{
	knot_a_cachep = kmem_cache_create("knot_a", knot_next(), 0, 0, NULL);
	knot_b_cachep = kmem_cache_create("knot_b", knot_next(), 0, 0, NULL);
	if (!knot_b_cachep || !knot_a_cachep)
		return -ENOMEM;
	return 0;
}
late_initcall(knot_init);
