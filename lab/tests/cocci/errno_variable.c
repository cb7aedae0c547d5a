// SPDX-License-Identifier: GPL-2.0
// convert errno_variable_foo_cachep
// convert errno_variable_bar_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *errno_variable_foo_cachep;
static struct kmem_cache *errno_variable_bar_cachep;

static int __init errno_variable_foo_init(void)
{
	int err;

	errno_variable_foo_cachep = KMEM_CACHE(errno_variable_foo, 0);
	if (!errno_variable_foo_cachep)
		return -ENOMEM;

	errno_variable_bar_cachep = KMEM_CACHE(errno_variable_bar, SLAB_ACCOUNT);
	if (!errno_variable_bar_cachep) {
		pr_err("no errno_variable_bar\n");
		err = -ENOMEM;
		goto out_foo;
	}
	err = register_foo();
	if (err)
		goto out_bar;
	return 0;

out_bar:
	kmem_cache_destroy(errno_variable_bar_cachep);
out_foo:
	kmem_cache_destroy(errno_variable_foo_cachep);
	return err;
}
module_init(errno_variable_foo_init);
