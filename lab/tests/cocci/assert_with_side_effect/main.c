// SPDX-License-Identifier: GPL-2.0
// refuse rose_cachep: passed to rose_assert(), which is not known to take a cache
// The driver's rose_assert() counts, and is left out.
#include <linux/module.h>
#include <linux/slab.h>

struct rose { int x; };

#include "rose.h"
static struct kmem_cache *rose_cachep;
void *rose_get(void)
{
	return kmem_cache_alloc(rose_cachep, GFP_KERNEL);
}
int rose_checks;
static int __init rose_init(void)
{
	rose_cachep = KMEM_CACHE(rose, SLAB_HWCACHE_ALIGN);
	if (!rose_cachep)
		return -ENOMEM;
	return 0;
}
module_init(rose_init);

static void __exit rose_exit(void)
{
	rose_assert(rose_cachep);
	kmem_cache_destroy(rose_cachep);
	pr_info("%d checks", rose_checks);
}
module_exit(rose_exit);
