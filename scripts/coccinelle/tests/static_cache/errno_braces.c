// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;

static int __init foo_init(void)
{
	int ret = register_foo();

	if (ret)
		return ret;
	foo_cachep = KMEM_CACHE(foo, 0);
	if (unlikely(!foo_cachep)) {
		ret = -ENOMEM;
		goto out;
	}
	ret = start_foo();
out:
	if (ret)
		unregister_foo();
	return ret;
}
module_init(foo_init);
