// SPDX-License-Identifier: GPL-2.0
// convert guava_cachep
// The errno variable's address is taken by a macro.
#include <linux/module.h>
#include <linux/slab.h>

struct guava { int x; };

static struct kmem_cache *guava_cachep;
void *guava_get(void)
{
	return kmem_cache_alloc(guava_cachep, GFP_KERNEL);
}
int guava_b(void);
static inline void log_exit(int **p)
{
	pr_info("exit %d", **p);
}
#define LOG_EXIT(x) int *__e __cleanup(log_exit) = &(x)

static int __init guava_init(void)
{
	int ret = 7;
	LOG_EXIT(ret);

	guava_cachep = KMEM_CACHE(guava, SLAB_HWCACHE_ALIGN);
	if (!guava_cachep)
		return -ENOMEM;
	return guava_b();
}
module_init(guava_init);

static void __exit guava_exit(void)
{
	kmem_cache_destroy(guava_cachep);
}
module_exit(guava_exit);
