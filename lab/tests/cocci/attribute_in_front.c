// SPDX-License-Identifier: GPL-2.0
// refuse attribute_in_front_cachep: declared in a way
#include <linux/module.h>
#include <linux/slab.h>

struct attribute_in_front {
	int x;
	char name[16];
};

[[gnu::section(".data.attribute_in_front")]] static struct kmem_cache *attribute_in_front_cachep;
void *attribute_in_front_get(void);
void *attribute_in_front_get(void)
{
	return kmem_cache_alloc(attribute_in_front_cachep, GFP_KERNEL);
}

static int __init attribute_in_front_init(void)
{
	attribute_in_front_cachep = kmem_cache_create("attribute_in_front", sizeof(struct attribute_in_front), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!attribute_in_front_cachep)
		return -ENOMEM;
	return 0;
}
module_init(attribute_in_front_init);

static void __exit attribute_in_front_exit(void)
{
	kmem_cache_destroy(attribute_in_front_cachep);
}
module_exit(attribute_in_front_exit);
