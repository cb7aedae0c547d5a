// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>
// convert chivestem_cachep
// convert chivestem_big_cachep
struct chivestem { int x; };
static struct kmem_cache *chivestem_cachep;
static struct kmem_cache *chivestem_big_cachep;

void *chivestem_get(bool big)
{
	struct kmem_cache *const c = big ? chivestem_big_cachep : chivestem_cachep;

	return kmem_cache_alloc(c, GFP_KERNEL);
}

void chivestem_move(void **from, void **to)
{
	struct kmem_cache *a = chivestem_cachep, *b = chivestem_big_cachep;

	*to = kmem_cache_alloc(b, GFP_KERNEL);
	kmem_cache_free(a, *from);
}

static int __init chivestem_init(void)
{
	chivestem_cachep = KMEM_CACHE(chivestem, SLAB_PANIC);
	chivestem_big_cachep = kmem_cache_create("chivestem_big", 256, 0, SLAB_PANIC, NULL);
	return 0;
}
module_init(chivestem_init);
