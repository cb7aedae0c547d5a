// SPDX-License-Identifier: GPL-2.0
// refuse sedge_cachep: created more than once perhaps: sedge_inits is used in table_in_header_macro/sedge.h
// A header's macro walks the table again.
#include <linux/module.h>
#include <linux/slab.h>

struct sedge { int x; };

#include "sedge.h"
static struct kmem_cache *sedge_cachep;
void *sedge_get(void)
{
	return kmem_cache_alloc(sedge_cachep, GFP_KERNEL);
}
static int __init sedge_cache_init(void)
{
	sedge_cachep = KMEM_CACHE(sedge, SLAB_HWCACHE_ALIGN);
	if (!sedge_cachep)
		return -ENOMEM;
	return 0;
}

static int (*const sedge_inits[])(void) __initconst = { sedge_cache_init };

static int __init sedge_init(void)
{
	return sedge_inits[0]();
}
module_init(sedge_init);

static int __init sedge_late(void)
{
	SEDGE_RUN_ALL();
	return 0;
}
late_initcall(sedge_late);

static void __exit sedge_exit(void)
{
	kmem_cache_destroy(sedge_cachep);
}
module_exit(sedge_exit);
