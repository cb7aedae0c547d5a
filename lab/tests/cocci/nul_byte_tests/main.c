// SPDX-License-Identifier: GPL-2.0
// refuse lotus_cachep: tested for NULL
// A NUL byte in a comment of another file, which tests the global.
#include <linux/module.h>
#include <linux/slab.h>

struct lotus { int x; };

#include "lotus.h"
int lotus_mode(void);
struct kmem_cache *lotus_cachep;

static int __init lotus_init(void)
{
	if (lotus_mode()) {
		lotus_cachep = KMEM_CACHE(lotus, SLAB_HWCACHE_ALIGN);
		if (!lotus_cachep)
			return -ENOMEM;
	}
	lotus_user();
	return 0;
}
module_init(lotus_init);

static void __exit lotus_exit(void)
{
	kmem_cache_destroy(lotus_cachep);
}
module_exit(lotus_exit);
