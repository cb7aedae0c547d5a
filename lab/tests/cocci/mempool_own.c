// SPDX-License-Identifier: GPL-2.0
// refuse yak_cachep: mempool
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *yak_cachep;

static void *yak_get(gfp_t gfp, void *data)
{
	return data ? kmem_cache_alloc(data, gfp) : NULL;
}

mempool_t *yak_pool(void)
{
	return mempool_create(4, yak_get, mempool_free_slab, yak_cachep);
}

static int __init yak_init(void)
{
	yak_cachep = kmem_cache_create("yak", 32, 0, 0, NULL);
	if (!yak_cachep)
		return -ENOMEM;
	return 0;
}
module_init(yak_init);
