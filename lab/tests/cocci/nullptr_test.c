// SPDX-License-Identifier: GPL-2.0
// convert nullptr_test_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct nullptr_test {
	int x;
	char name[16];
};

#ifndef nullptr
#define nullptr NULL
#endif
static struct kmem_cache *nullptr_test_cachep;
void *nullptr_test_get(void);
void *nullptr_test_get(void)
{
	return kmem_cache_alloc(nullptr_test_cachep, GFP_KERNEL);
}

static int __init nullptr_test_init(void)
{
	nullptr_test_cachep = kmem_cache_create("nullptr_test", sizeof(struct nullptr_test), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (nullptr_test_cachep == nullptr)
		return -ENOMEM;
	return 0;
}
module_init(nullptr_test_init);

static void __exit nullptr_test_exit(void)
{
	kmem_cache_destroy(nullptr_test_cachep);
}
module_exit(nullptr_test_exit);
