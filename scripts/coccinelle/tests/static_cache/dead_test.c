// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;
static struct kmem_cache *bar_cachep;

static int __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, SLAB_PANIC);
	if (!foo_cachep)
		return -ENOMEM;
	/* Without the test nothing would go to the label. */
	bar_cachep = KMEM_CACHE(bar, SLAB_PANIC);
	if (!bar_cachep)
		goto out;
	return 0;
out:
	kmem_cache_destroy(foo_cachep);
	return -ENOMEM;
}
module_init(foo_init);
