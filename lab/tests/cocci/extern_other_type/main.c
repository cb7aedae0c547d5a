// SPDX-License-Identifier: GPL-2.0
// refuse fly_cachep: declared with another type
#include <linux/module.h>
#include <linux/slab.h>

struct kmem_cache *fly_cachep;

static int __init fly_init(void)
{
	fly_cachep = kmem_cache_create("fly", 32, 0, 0, NULL);
	if (!fly_cachep)
		return -ENOMEM;
	return 0;
}
module_init(fly_init);
