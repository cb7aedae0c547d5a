// SPDX-License-Identifier: GPL-2.0
// convert others_stay_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *others_stay_cachep, *b_cachep __aligned(64), *volatile c_cachep, *d_cachep = ZERO_SIZE_PTR;

int others_stay_there(void)
{
	return b_cachep && c_cachep && d_cachep != ZERO_SIZE_PTR;
}

static int __init others_stay_init(void)
{
	others_stay_cachep = kmem_cache_create("others_stay", 32, 0, 0, NULL);
	if (!others_stay_cachep)
		return -ENOMEM;
	return 0;
}
module_init(others_stay_init);
