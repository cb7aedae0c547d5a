// SPDX-License-Identifier: GPL-2.0
// convert twin_init_two_cachep
// refuse twin_init_two_later_cachep: is also in
#include <linux/module.h>
#include <linux/slab.h>

struct twin_init { int x; };
static struct kmem_cache *twin_init_two_cachep, *twin_init_two_later_cachep;

/* Each of two modules has such functions. */
int twin_init_later(void)
{
	twin_init_two_later_cachep = KMEM_CACHE(twin_init, 0);
	return twin_init_two_later_cachep ? 0 : -ENOMEM;
}

int __init twin_init(void)
{
	twin_init_two_cachep = KMEM_CACHE(twin_init, 0);
	return twin_init_two_cachep ? 0 : -ENOMEM;
}
module_init(twin_init);
