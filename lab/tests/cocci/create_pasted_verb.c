// SPDX-License-Identifier: GPL-2.0
// refuse -: a macro makes names of the allocator
// CACHE_OP(create)().
#include <linux/module.h>
#include <linux/slab.h>

struct mint { int x; };

#define CACHE_OP(op) kmem_cache_##op
static struct kmem_cache *mint_cachep;
void *mint_get(void)
{
	return kmem_cache_alloc(mint_cachep, GFP_KERNEL);
}
static int __init mint_init(void)
{
	mint_cachep = CACHE_OP(create)("mint", sizeof(struct mint), 0, 0, NULL);
	if (!mint_cachep)
		return -ENOMEM;
	return 0;
}
module_init(mint_init);

static void __exit mint_exit(void)
{
	CACHE_OP(destroy)(mint_cachep);
}
module_exit(mint_exit);
