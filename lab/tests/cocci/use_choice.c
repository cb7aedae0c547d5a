// SPDX-License-Identifier: GPL-2.0
// convert ibis_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct ibis { int x; };
static struct kmem_cache *ibis_cachep;

static struct kmem_cache *ibis_other;

void *ibis_get(bool big, struct kmem_cache *s)
{
	return kmem_cache_alloc(big ? s : ibis_cachep, GFP_KERNEL);
}

static int __init ibis_init(void)
{
	ibis_cachep = kmem_cache_create("ibis", sizeof(struct ibis), 0, 0, NULL);
	if (!ibis_cachep)
		return -ENOMEM;
	return 0;
}
module_init(ibis_init);
