// SPDX-License-Identifier: GPL-2.0
// refuse rush_cachep: used in global_cpp_user/user2.cc
// A C++ file tests the global.
#include <linux/module.h>
#include <linux/slab.h>

struct rush { int x; };

#include "rush.h"
int rush_mode(void);
struct kmem_cache *rush_cachep;

static int __init rush_init(void)
{
	if (rush_mode()) {
		rush_cachep = KMEM_CACHE(rush, SLAB_HWCACHE_ALIGN);
		if (!rush_cachep)
			return -ENOMEM;
	}
	rush_user();
	return 0;
}
module_init(rush_init);

static void __exit rush_exit(void)
{
	kmem_cache_destroy(rush_cachep);
}
module_exit(rush_exit);
