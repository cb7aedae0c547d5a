// SPDX-License-Identifier: GPL-2.0
// refuse extern_by_macro_cachep: also used in a file that no declaration is seen in
#include <linux/module.h>
#include <linux/slab.h>
#include "extern_by_macro.h"

struct kmem_cache *extern_by_macro_cachep;

static int __init extern_by_macro_init(void)
{
	extern_by_macro_cachep = kmem_cache_create("extern_by_macro", 32, 0, 0, NULL);
	if (!extern_by_macro_cachep)
		return -ENOMEM;
	return 0;
}
module_init(extern_by_macro_init);
