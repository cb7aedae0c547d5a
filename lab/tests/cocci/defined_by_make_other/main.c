// SPDX-License-Identifier: GPL-2.0
// convert defined_by_make_other_cachep
// -D of something else, on a line that names an initcall as well.
#include <linux/module.h>
#include <linux/slab.h>

struct defined_by_make_other { int x; };
static struct kmem_cache *defined_by_make_other_cachep;

int defined_by_make_other_get(void)
{
	return kmem_cache_alloc(defined_by_make_other_cachep, GFP_KERNEL) ? 0 : -ENOMEM;
}

static int __init defined_by_make_other_init(void)
{
	defined_by_make_other_cachep = KMEM_CACHE(defined_by_make_other, 0);
	if (!defined_by_make_other_cachep)
		return -ENOMEM;
	return 0;
}
module_init(defined_by_make_other_init);

static void __exit defined_by_make_other_exit(void)
{
	kmem_cache_destroy(defined_by_make_other_cachep);
}
module_exit(defined_by_make_other_exit);
