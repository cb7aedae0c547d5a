// SPDX-License-Identifier: GPL-2.0
// refuse snipe_a_cachep: its arguments may do something
// convert snipe_b_cachep
// refuse snipe_c_cachep: its arguments may do something
// convert snipe_d_cachep
// refuse snipe_e_cachep: its arguments may do something
// convert snipe_f_cachep
// refuse snipe_g_cachep: its arguments may do something
// convert snipe_h_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *snipe_a_cachep, *snipe_b_cachep, *snipe_c_cachep, *snipe_d_cachep;
static struct kmem_cache *snipe_e_cachep, *snipe_f_cachep, *snipe_g_cachep, *snipe_h_cachep;
static int snipe_size = 8;
static int snipe_next(void)
{
	return snipe_size++;
}
static int (*snipe_step)(void) = snipe_next;
#define SNIPE_NEXT() (snipe_size++)
#define SNIPE_SIZE snipe_size++

/* The order stays also where what the arguments do is not in sight. */
static int __init snipe_more(void)
{
	snipe_e_cachep = kmem_cache_create("snipe_e", SNIPE_NEXT(), 0, 0, NULL);
	snipe_f_cachep = kmem_cache_create("snipe_f", snipe_size, 0, 0, NULL);
	if (!snipe_f_cachep)
		return -ENOMEM;
	if (!snipe_e_cachep)
		return -ENOMEM;
	snipe_g_cachep = kmem_cache_create("snipe_g", SNIPE_SIZE, 0, 0, NULL);
	snipe_h_cachep = kmem_cache_create("snipe_h", snipe_size, 0, 0, NULL);
	if (!snipe_h_cachep)
		return -ENOMEM;
	if (!snipe_g_cachep)
		return -ENOMEM;
	return 0;
}

static int __init snipe_init(void)
{
	snipe_a_cachep = kmem_cache_create("snipe_a", snipe_size += 8, 0, 0, NULL);
	snipe_b_cachep = kmem_cache_create("snipe_b", snipe_size, 0, 0, NULL);
	if (!snipe_b_cachep)
		return -ENOMEM;
	if (!snipe_a_cachep)
		return -ENOMEM;
	snipe_c_cachep = kmem_cache_create("snipe_c", (*snipe_step)(), 0, 0, NULL);
	snipe_d_cachep = kmem_cache_create("snipe_d", snipe_size, 0, 0, NULL);
	if (!snipe_d_cachep)
		return -ENOMEM;
	if (!snipe_c_cachep)
		return -ENOMEM;
	return snipe_more();
}
module_init(snipe_init);
