// SPDX-License-Identifier: GPL-2.0
// convert either_declaration_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct either_declaration {
	int x;
	char name[16];
};

#ifdef CONFIG_EITHER_DECLARATION_HOT
static struct kmem_cache *either_declaration_cachep __read_mostly;
#else
static struct kmem_cache *either_declaration_cachep;
#endif
void *either_declaration_get(void);
void *either_declaration_get(void)
{
	return kmem_cache_alloc(either_declaration_cachep, GFP_KERNEL);
}
static int __init either_declaration_init(void)
{
	either_declaration_cachep = kmem_cache_create("either_declaration", sizeof(struct either_declaration), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!either_declaration_cachep)
		return -ENOMEM;
	return 0;
}
module_init(either_declaration_init);

static void __exit either_declaration_exit(void)
{
	kmem_cache_destroy(either_declaration_cachep);
}
module_exit(either_declaration_exit);
