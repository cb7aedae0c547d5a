// SPDX-License-Identifier: GPL-2.0
// refuse iris_cachep: created more than once perhaps: IRIS() can make a name of it
// The same with the creator.
#include <linux/module.h>
#include <linux/slab.h>

struct iris { int x; };

#include "iris.h"
static struct kmem_cache *iris_cachep;
void *iris_get(void)
{
	return kmem_cache_alloc(iris_cachep, GFP_KERNEL);
}
static int iris_make(void)
{
	iris_cachep = KMEM_CACHE(iris, SLAB_HWCACHE_ALIGN);
	return iris_cachep ? 0 : -ENOMEM;
}

int iris_resume(void)
{
	return IRIS_RESTART();
}

static int __init iris_init(void)
{
	return iris_make();
}
module_init(iris_init);

static void __exit iris_exit(void)
{
	kmem_cache_destroy(iris_cachep);
}
module_exit(iris_exit);
