// SPDX-License-Identifier: GPL-2.0
// convert extern_cplusplus_ifndef_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct extern_cplusplus_ifndef {
	int x;
	char name[16];
};

#include "extern_cplusplus_ifndef.h"
int extern_cplusplus_ifndef_mode(void);
struct kmem_cache *extern_cplusplus_ifndef_cachep;

static int __init extern_cplusplus_ifndef_init(void)
{
	if (extern_cplusplus_ifndef_mode()) {
		extern_cplusplus_ifndef_cachep = kmem_cache_create("extern_cplusplus_ifndef", sizeof(struct extern_cplusplus_ifndef), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!extern_cplusplus_ifndef_cachep)
			return -ENOMEM;
	}
	extern_cplusplus_ifndef_user();
	return 0;
}
module_init(extern_cplusplus_ifndef_init);

static void __exit extern_cplusplus_ifndef_exit(void)
{
	kmem_cache_destroy(extern_cplusplus_ifndef_cachep);
}
module_exit(extern_cplusplus_ifndef_exit);
