// SPDX-License-Identifier: GPL-2.0
// convert twin_globals_cachep
#include <linux/module.h>
#include "twin_globals.h"

struct twin_globals { int x; };
struct kmem_cache *twin_globals_cachep;

static int __init twin_globals_one_init(void)
{
	twin_globals_cachep = KMEM_CACHE(twin_globals, 0);
	if (!twin_globals_cachep)
		return -ENOMEM;
	return 0;
}
module_init(twin_globals_one_init);
