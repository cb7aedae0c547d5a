// SPDX-License-Identifier: GPL-2.0
// refuse hen_cachep: kmem_cache_zalloc() tests it
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *hen_cachep;

static void *kmem_cache_zalloc(struct kmem_cache *s, gfp_t gfp)
{
	return s ? kmem_cache_alloc(s, gfp | __GFP_ZERO) : NULL;
}

void *hen_get(void)
{
	return kmem_cache_zalloc(hen_cachep, GFP_KERNEL);
}

static int __init hen_init(void)
{
	hen_cachep = kmem_cache_create("hen", 32, 0, 0, NULL);
	if (!hen_cachep)
		return -ENOMEM;
	return 0;
}
module_init(hen_init);
