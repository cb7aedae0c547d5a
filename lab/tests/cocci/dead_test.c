// SPDX-License-Identifier: GPL-2.0
// convert dead_test_foo_cachep
// convert dead_test_bar_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *dead_test_foo_cachep;
static struct kmem_cache *dead_test_bar_cachep;

static int __init dead_test_foo_init(void)
{
	dead_test_foo_cachep = KMEM_CACHE(dead_test_foo, SLAB_PANIC);
	if (!dead_test_foo_cachep)
		return -ENOMEM;
	/* Without the test nothing would go to the label. */
	dead_test_bar_cachep = KMEM_CACHE(dead_test_bar, SLAB_PANIC);
	if (!dead_test_bar_cachep)
		goto out;
	return 0;
out:
	kmem_cache_destroy(dead_test_foo_cachep);
	return -ENOMEM;
}
module_init(dead_test_foo_init);
