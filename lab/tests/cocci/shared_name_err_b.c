// SPDX-License-Identifier: GPL-2.0
// convert common_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct rot { int x; };
static struct kmem_cache *common_cachep;

static int __init rot_init(void)
{
	common_cachep = kmem_cache_create("rot", sizeof(struct rot), 8, 0, NULL);
	if (!common_cachep)
		return -ENOMEM;
	return 0;
}
module_init(rot_init);
