// SPDX-License-Identifier: GPL-2.0
// refuse extern_second_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>
#include "extern_second.h"

struct kmem_cache *extern_second_cachep;

static int __init extern_second_init(void)
{
	extern_second_cachep = kmem_cache_create("extern_second", 32, 0, 0, NULL);
	if (!extern_second_cachep)
		return -ENOMEM;
	return 0;
}
module_init(extern_second_init);
