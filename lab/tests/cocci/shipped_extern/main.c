// SPDX-License-Identifier: GPL-2.0
// refuse beryl_cachep: used in shipped_extern/lex.beryl.c_shipped
// Generated code, .c_shipped, declares the global again.
#include <linux/module.h>
#include <linux/slab.h>

struct beryl { int x; };

#include "beryl.h"
int beryl_mode(void);
struct kmem_cache *beryl_cachep;

static int __init beryl_init(void)
{
	if (beryl_mode()) {
		beryl_cachep = KMEM_CACHE(beryl, SLAB_HWCACHE_ALIGN);
		if (!beryl_cachep)
			return -ENOMEM;
	}
	beryl_user();
	return 0;
}
module_init(beryl_init);

static void __exit beryl_exit(void)
{
	kmem_cache_destroy(beryl_cachep);
}
module_exit(beryl_exit);
