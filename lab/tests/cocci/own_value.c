// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>
// refuse cress_cachep: declared with a value of its own
// refuse cress_b_cachep: declared with a value of its own
// convert cress_c_cachep
struct cress { int x; };
static struct kmem_cache *cress_cachep = ERR_PTR(-ENOENT);
static struct kmem_cache *cress_b_cachep = (struct kmem_cache *)&cress_boot, *cress_c_cachep;
void *cress_get(void) { return kmem_cache_alloc(cress_cachep, GFP_KERNEL); }
static int __init cress_init(void)
{
	cress_cachep = KMEM_CACHE(cress, SLAB_PANIC);
	cress_b_cachep = KMEM_CACHE(cress, SLAB_PANIC);
	cress_c_cachep = KMEM_CACHE(cress, SLAB_PANIC);
	return 0;
}
module_init(cress_init);
