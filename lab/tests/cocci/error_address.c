// SPDX-License-Identifier: GPL-2.0
// convert error_address_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *error_address_cachep;

/* The errno is read through a pointer. */
static int __init error_address_init(void)
{
	int ret = -EINVAL;
	int *p = &ret;

	error_address_cachep = kmem_cache_create("error_address", 32, 0, 0, NULL);
	if (!error_address_cachep) {
		ret = -ENOMEM;
		goto fail;
	}
	b(p);
	ret = 0;
fail:
	return ret;
}
module_init(error_address_init);
