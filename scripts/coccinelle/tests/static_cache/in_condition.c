// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;
static struct kmem_cache *bar_cachep;

static int __init foo_init(void)
{
	if (!(foo_cachep = KMEM_CACHE(foo, 0)))
		return -ENOMEM;
	if ((bar_cachep = KMEM_CACHE(bar, 0)) == NULL) {
		kmem_cache_destroy(foo_cachep);
		return -ENOMEM;
	}
	return 0;
}
module_init(foo_init);
