// SPDX-License-Identifier: GPL-2.0
// convert in_condition_foo_cachep
// convert in_condition_bar_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *in_condition_foo_cachep;
static struct kmem_cache *in_condition_bar_cachep;

static int __init in_condition_foo_init(void)
{
	if (!(in_condition_foo_cachep = KMEM_CACHE(in_condition_foo, 0)))
		return -ENOMEM;
	if ((in_condition_bar_cachep = KMEM_CACHE(in_condition_bar, 0)) == NULL) {
		kmem_cache_destroy(in_condition_foo_cachep);
		return -ENOMEM;
	}
	return 0;
}
module_init(in_condition_foo_init);
