// SPDX-License-Identifier: GPL-2.0
// refuse block_extern_second_cachep: declared inside a function
#include <linux/module.h>
#include <linux/slab.h>
struct kmem_cache *block_extern_second_cachep;

static int __init block_extern_second_init(void)
{
	block_extern_second_cachep = kmem_cache_create("block_extern_second", 32, 0, 0, NULL);
	if (!block_extern_second_cachep)
		return -ENOMEM;
	return 0;
}
module_init(block_extern_second_init);
