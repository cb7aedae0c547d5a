// SPDX-License-Identifier: GPL-2.0
// refuse juniper_cachep: used in global_test_in_shipped/lex.juniper.c_shipped
// Generated code, .c_shipped, tests the global.
#include <linux/module.h>
#include <linux/slab.h>

struct juniper { int x; };

#include "juniper.h"
int juniper_mode(void);
struct kmem_cache *juniper_cachep;

static int __init juniper_init(void)
{
	if (juniper_mode()) {
		juniper_cachep = KMEM_CACHE(juniper, SLAB_HWCACHE_ALIGN);
		if (!juniper_cachep)
			return -ENOMEM;
	}
	juniper_user();
	return 0;
}
module_init(juniper_init);

static void __exit juniper_exit(void)
{
	kmem_cache_destroy(juniper_cachep);
}
module_exit(juniper_exit);
