// SPDX-License-Identifier: GPL-2.0
// refuse kale_cachep: passed to kmem_cache_zalloc(), which is not known to take a cache
// A parameter, a pointer to a function, has the name of an allocation function.
#include <linux/module.h>
#include <linux/slab.h>

struct kale { int x; };

int kale_mode(void);
static struct kmem_cache *kale_cachep;
int kale_plain(void);
int kale_pooled(void);
static void *pick(struct kmem_cache *s, gfp_t gfp)
{
	if (s)
		kale_pooled();
	else
		kale_plain();
	return NULL;
}
static int kale_each(void *(*kmem_cache_zalloc)(struct kmem_cache *, gfp_t))
{
	return !kmem_cache_zalloc(kale_cachep, GFP_KERNEL);
}
int kale_get(void)
{
	return kale_each(pick);
}

static int __init kale_init(void)
{
	if (kale_mode()) {
		kale_cachep = KMEM_CACHE(kale, SLAB_HWCACHE_ALIGN);
		if (!kale_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(kale_init);

static void __exit kale_exit(void)
{
	kmem_cache_destroy(kale_cachep);
}
module_exit(kale_exit);
