// SPDX-License-Identifier: GPL-2.0
// refuse err_ptr_foo_cachep: tested for an error pointer
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *err_ptr_foo_cachep;

static int __init err_ptr_foo_init(void)
{
	err_ptr_foo_cachep = KMEM_CACHE(err_ptr_foo, 0);
	if (IS_ERR(err_ptr_foo_cachep))
		return PTR_ERR(err_ptr_foo_cachep);
	return 0;
}
module_init(err_ptr_foo_init);
