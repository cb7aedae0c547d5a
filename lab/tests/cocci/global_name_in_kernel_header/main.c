// SPDX-License-Identifier: GPL-2.0
// refuse reserve: headers of the kernel may have the word reserve, which would be a macro
// The name becomes a macro, and headers of the kernel have parameters called so.
#include <linux/module.h>
#include <linux/slab.h>
#include "lily.h"
struct lily { int x; };
struct kmem_cache *reserve;

static int __init lily_init(void)
{
	reserve = KMEM_CACHE(lily, 0);
	if (!reserve)
		return -ENOMEM;
	lily_user();
	return 0;
}
module_init(lily_init);

static void __exit lily_exit(void)
{
	kmem_cache_destroy(reserve);
}
module_exit(lily_exit);
