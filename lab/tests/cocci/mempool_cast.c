// SPDX-License-Identifier: GPL-2.0
// convert pika_cachep
// convert pika_b_cachep
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/mempool.h>

struct pika { int x; };
static struct kmem_cache *pika_cachep;
static struct kmem_cache *pika_b_cachep;
static mempool_t *pika_pool, *pika_b_pool;

static int __init pika_init(void)
{
	pika_cachep = KMEM_CACHE(pika, 0);
	if (!pika_cachep)
		return -ENOMEM;
	pika_b_cachep = KMEM_CACHE(pika, SLAB_PANIC);
	pika_pool = mempool_create(4, mempool_alloc_slab, mempool_free_slab, (void *)pika_cachep);
	pika_b_pool = mempool_create_node(4, mempool_alloc_slab, mempool_free_slab,
					  (void *) (pika_b_cachep), GFP_KERNEL, 0);
	return pika_pool && pika_b_pool ? 0 : -ENOMEM;
}
module_init(pika_init);
