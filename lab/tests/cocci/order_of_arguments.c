// SPDX-License-Identifier: GPL-2.0
// refuse quail_a_cachep: its arguments may do something, also where the test before its own fails
// convert quail_b_cachep
// refuse quail_c_cachep: its arguments may do something, and others would be set up before
// convert quail_d_cachep
// convert quail_e_cachep
// refuse quail_f_cachep: its arguments may do something, also where the test before its own fails
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *quail_a_cachep, *quail_b_cachep, *quail_c_cachep, *quail_d_cachep;
static struct kmem_cache *quail_e_cachep, *quail_f_cachep;
static int quail_size = 8;

/* Each takes the next size: the order stays, and all are taken. */
static int __init quail_more(void)
{
	quail_c_cachep = kmem_cache_create("quail_c", quail_size++, 0, 0, NULL);
	quail_d_cachep = kmem_cache_create("quail_d", quail_size++, 0, SLAB_PANIC, NULL);
	if (!quail_c_cachep)
		return -ENOMEM;
	return 0;
}

static int __init quail_init(void)
{
	quail_a_cachep = kmem_cache_create("quail_a", quail_size++, 0, 0, NULL);
	quail_b_cachep = kmem_cache_create("quail_b", quail_size++, 0, 0, NULL);
	if (!quail_b_cachep)
		return -ENOMEM;
	if (!quail_a_cachep) {
		kmem_cache_destroy(quail_b_cachep);
		return -ENOMEM;
	}
	quail_e_cachep = kmem_cache_create("quail_e", quail_size++, 0, 0, NULL);
	quail_f_cachep = kmem_cache_create("quail_f", quail_size++, 0, 0, NULL);
	if (!quail_e_cachep)
		return -ENOMEM;
	if (!quail_f_cachep) {
		kmem_cache_destroy(quail_e_cachep);
		return -ENOMEM;
	}
	return quail_more();
}
module_init(quail_init);
