// SPDX-License-Identifier: GPL-2.0
// refuse jasmine_cachep: used in global_test_in_def/jasmine_fast.inl
// Another file includes a .inl that tests the global.
#include <linux/module.h>
#include <linux/slab.h>

struct jasmine { int x; };

#include "jasmine.h"
int jasmine_mode(void);
struct kmem_cache *jasmine_cachep;

static int __init jasmine_init(void)
{
	if (jasmine_mode()) {
		jasmine_cachep = KMEM_CACHE(jasmine, SLAB_HWCACHE_ALIGN);
		if (!jasmine_cachep)
			return -ENOMEM;
	}
	jasmine_user();
	return 0;
}
module_init(jasmine_init);

static void __exit jasmine_exit(void)
{
	kmem_cache_destroy(jasmine_cachep);
}
module_exit(jasmine_exit);
