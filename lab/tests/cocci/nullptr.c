// SPDX-License-Identifier: GPL-2.0
// convert nullptr_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct nullptr {
	int x;
	char name[16];
};

#ifndef nullptr
#define nullptr NULL
#endif
static struct kmem_cache *nullptr_cachep = nullptr;
void *nullptr_get(void);
void *nullptr_get(void)
{
	return kmem_cache_alloc(nullptr_cachep, GFP_KERNEL);
}

static int __init nullptr_init(void)
{
	nullptr_cachep = kmem_cache_create("nullptr", sizeof(struct nullptr), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!nullptr_cachep)
		return -ENOMEM;
	return 0;
}
module_init(nullptr_init);

static void __exit nullptr_exit(void)
{
	kmem_cache_destroy(nullptr_cachep);
}
module_exit(nullptr_exit);
