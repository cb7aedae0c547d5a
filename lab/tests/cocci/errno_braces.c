// SPDX-License-Identifier: GPL-2.0
// convert errno_braces_foo_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *errno_braces_foo_cachep;

static int __init errno_braces_foo_init(void)
{
	int ret = register_foo();

	if (ret)
		return ret;
	errno_braces_foo_cachep = KMEM_CACHE(errno_braces_foo, 0);
	if (unlikely(!errno_braces_foo_cachep)) {
		ret = -ENOMEM;
		goto out;
	}
	ret = start_foo();
out:
	if (ret)
		unregister_foo();
	return ret;
}
module_init(errno_braces_foo_init);
