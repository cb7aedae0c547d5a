// SPDX-License-Identifier: GPL-2.0
// refuse extern_cplusplus_test_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct extern_cplusplus_test {
	int x;
	char name[16];
};

#include "extern_cplusplus_test.h"
int extern_cplusplus_test_mode(void);
struct kmem_cache *extern_cplusplus_test_cachep;

static int __init extern_cplusplus_test_init(void)
{
	if (extern_cplusplus_test_mode()) {
		extern_cplusplus_test_cachep = kmem_cache_create("extern_cplusplus_test", sizeof(struct extern_cplusplus_test), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!extern_cplusplus_test_cachep)
			return -ENOMEM;
	}
	extern_cplusplus_test_user();
	return 0;
}
module_init(extern_cplusplus_test_init);

static void __exit extern_cplusplus_test_exit(void)
{
	kmem_cache_destroy(extern_cplusplus_test_cachep);
}
module_exit(extern_cplusplus_test_exit);
