// SPDX-License-Identifier: GPL-2.0
// refuse -: created by a function that is not known
// __kmem_cache_default_args() called directly.
#include <linux/module.h>
#include <linux/slab.h>

struct medlar { int x; };

static struct kmem_cache *medlar_cachep;
void *medlar_get(void)
{
	return kmem_cache_alloc(medlar_cachep, GFP_KERNEL);
}
static int __init medlar_init(void)
{
	medlar_cachep = __kmem_cache_default_args("medlar", sizeof(struct medlar), NULL, 0);
	if (!medlar_cachep)
		return -ENOMEM;
	return 0;
}
module_init(medlar_init);

static void __exit medlar_exit(void)
{
	kmem_cache_destroy(medlar_cachep);
}
module_exit(medlar_exit);
