// SPDX-License-Identifier: GPL-2.0
// convert rook_cachep
// refuse rook_b_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct rook { int x; };
static struct kmem_cache *rook_cachep;
static struct kmem_cache *rook_b_cachep;

static int __init rook_init(void)
{
	rook_cachep = KMEM_CACHE(rook, 0);
	rook_b_cachep = KMEM_CACHE(rook, SLAB_PANIC);
	if (!rook_cachep)
		return -ENOMEM;
	return 0;
}
module_init(rook_init);

static void __exit rook_exit(void)
{
	if (!rook_cachep)
		return;
	rook_forget();
	kmem_cache_destroy(rook_cachep);
}
module_exit(rook_exit);

static int rook_end(void)
{
	if (!rook_b_cachep)
		return -ENODEV;
	kmem_cache_destroy(rook_b_cachep);
	return 0;
}
