// SPDX-License-Identifier: GPL-2.0
// refuse sycamore_cachep: its file is included by computed_c_include/test.c
// A test includes the file by a macro and creates again.
#include <linux/module.h>
#include <linux/slab.h>

struct sycamore { int x; };

static struct kmem_cache *sycamore_cachep;
static void *sycamore_get(void)
{
	return kmem_cache_alloc(sycamore_cachep, GFP_KERNEL);
}
static int sycamore_make(void)
{
	sycamore_cachep = KMEM_CACHE(sycamore, SLAB_HWCACHE_ALIGN);
	if (!sycamore_cachep)
		return -ENOMEM;
	return 0;
}

static int __init sycamore_init(void)
{
	return sycamore_make();
}
module_init(sycamore_init);

static void __exit sycamore_exit(void)
{
	kmem_cache_destroy(sycamore_cachep);
}
module_exit(sycamore_exit);
