// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>
// refuse borage_cachep: copied to b: tested for NULL
struct borage { int x; };
static struct kmem_cache *borage_cachep;
void *borage_get(void)
{
	struct kmem_cache *a, *const b = borage_cachep;

	a = b;
	return b ? kmem_cache_alloc(a, GFP_KERNEL) : NULL;
}
static int __init borage_init(void)
{
	borage_cachep = KMEM_CACHE(borage, 0);
	return 0;
}
module_init(borage_init);
