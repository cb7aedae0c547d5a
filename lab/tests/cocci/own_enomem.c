// SPDX-License-Identifier: GPL-2.0
// refuse own_enomem_cachep: ENOMEM has another meaning here
#include <linux/module.h>
#include <linux/slab.h>

struct own_enomem {
	int x;
	char name[16];
};

#undef ENOMEM
#define ENOMEM 5
static struct kmem_cache *own_enomem_cachep;
void *own_enomem_get(void);
void *own_enomem_get(void)
{
	return kmem_cache_alloc(own_enomem_cachep, GFP_KERNEL);
}

static int __init own_enomem_init(void)
{
	own_enomem_cachep = kmem_cache_create("own_enomem", sizeof(struct own_enomem), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!own_enomem_cachep)
		return -ENOMEM;
	return 0;
}
module_init(own_enomem_init);

static void __exit own_enomem_exit(void)
{
	kmem_cache_destroy(own_enomem_cachep);
}
module_exit(own_enomem_exit);
