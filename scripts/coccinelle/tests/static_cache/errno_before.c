// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;
static struct kmem_cache *bar_cachep;

static int __init foo_init(void)
{
	int ret;

	ret = -ENOMEM;
	foo_cachep = KMEM_CACHE(foo, 0);
	if (!foo_cachep)
		goto out;
	bar_cachep = KMEM_CACHE(bar, 0);
	if (!bar_cachep)
		goto out_foo;
	ret = register_foo();
	if (!ret)
		return 0;
	kmem_cache_destroy(bar_cachep);
out_foo:
	kmem_cache_destroy(foo_cachep);
out:
	return ret;
}
module_init(foo_init);
