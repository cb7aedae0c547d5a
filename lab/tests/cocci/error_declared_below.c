// SPDX-License-Identifier: GPL-2.0
// convert rook_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *rook_cachep;

static int __init rook_init(void)
{
	rook_cachep = kmem_cache_create("rook", 32, 0, 0, NULL);
	if (!rook_cachep)
		goto nomem;
	int ret = rook_more();

	return ret;
nomem:
	return -ENOMEM;
}
module_init(rook_init);
