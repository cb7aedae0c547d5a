// SPDX-License-Identifier: GPL-2.0
// convert error_array_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *error_array_cachep;

static int __init error_array_init(void)
{
	int err[2], rc(const char *), *res;

	error_array_cachep = kmem_cache_create("error_array", 32, 0, 0, NULL);
	if (!error_array_cachep) {
		pr_err("error_array: no memory\n");
		return -ENOMEM;
	}
	return 0;
}
module_init(error_array_init);
