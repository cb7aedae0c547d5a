// SPDX-License-Identifier: GPL-2.0
// convert attribute_in_words_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct attribute_in_words {
	int x;
	char name[16];
};

static struct kmem_cache *attribute_in_words_cachep __attribute__((unused));
void *attribute_in_words_get(void);
void *attribute_in_words_get(void)
{
	return kmem_cache_alloc(attribute_in_words_cachep, GFP_KERNEL);
}
static int __init attribute_in_words_init(void)
{
	attribute_in_words_cachep = kmem_cache_create("attribute_in_words", sizeof(struct attribute_in_words), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!attribute_in_words_cachep)
		return -ENOMEM;
	return 0;
}
module_init(attribute_in_words_init);

static void __exit attribute_in_words_exit(void)
{
	kmem_cache_destroy(attribute_in_words_cachep);
}
module_exit(attribute_in_words_exit);
