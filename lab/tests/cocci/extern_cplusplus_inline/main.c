// SPDX-License-Identifier: GPL-2.0
// refuse extern_cplusplus_inline_cachep: used in a preprocessor line
#include <linux/module.h>
#include <linux/slab.h>

struct extern_cplusplus_inline {
	int x;
	char name[16];
};

#include "extern_cplusplus_inline.h"
int extern_cplusplus_inline_mode(void);
struct kmem_cache *extern_cplusplus_inline_cachep;

static int __init extern_cplusplus_inline_init(void)
{
	if (extern_cplusplus_inline_mode()) {
		extern_cplusplus_inline_cachep = kmem_cache_create("extern_cplusplus_inline", sizeof(struct extern_cplusplus_inline), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!extern_cplusplus_inline_cachep)
			return -ENOMEM;
	}
	extern_cplusplus_inline_user();
	return 0;
}
module_init(extern_cplusplus_inline_init);

static void __exit extern_cplusplus_inline_exit(void)
{
	kmem_cache_destroy(extern_cplusplus_inline_cachep);
}
module_exit(extern_cplusplus_inline_exit);
