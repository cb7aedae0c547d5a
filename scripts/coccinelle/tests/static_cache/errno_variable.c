// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;
static struct kmem_cache *bar_cachep;

static int __init foo_init(void)
{
	int err;

	foo_cachep = KMEM_CACHE(foo, 0);
	if (!foo_cachep)
		return -ENOMEM;

	bar_cachep = KMEM_CACHE(bar, SLAB_ACCOUNT);
	if (!bar_cachep) {
		pr_err("no bar\n");
		err = -ENOMEM;
		goto out_foo;
	}
	err = register_foo();
	if (err)
		goto out_bar;
	return 0;

out_bar:
	kmem_cache_destroy(bar_cachep);
out_foo:
	kmem_cache_destroy(foo_cachep);
	return err;
}
module_init(foo_init);
