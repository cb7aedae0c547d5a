// SPDX-License-Identifier: GPL-2.0
// convert errno_before_foo_cachep
// convert errno_before_bar_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *errno_before_foo_cachep;
static struct kmem_cache *errno_before_bar_cachep;

static int __init errno_before_foo_init(void)
{
	int ret;

	ret = -ENOMEM;
	errno_before_foo_cachep = KMEM_CACHE(errno_before_foo, 0);
	if (!errno_before_foo_cachep)
		goto out;
	errno_before_bar_cachep = KMEM_CACHE(errno_before_bar, 0);
	if (!errno_before_bar_cachep)
		goto out_foo;
	ret = register_foo();
	if (!ret)
		return 0;
	kmem_cache_destroy(errno_before_bar_cachep);
out_foo:
	kmem_cache_destroy(errno_before_foo_cachep);
out:
	return ret;
}
module_init(errno_before_foo_init);
