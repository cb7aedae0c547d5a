// SPDX-License-Identifier: GPL-2.0
// convert gin_cachep
// convert rum_cachep
// convert ale_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct gin { int x; };
static struct kmem_cache *gin_cachep;
static struct kmem_cache *rum_cachep;
static struct kmem_cache *ale_cachep;

static bool __init gin_make(void)
{
	gin_cachep = kmem_cache_create("gin", sizeof(struct gin), 0, 0, NULL);
	return gin_cachep != NULL;
}

static int __init gin_init(void)
{
	if (!gin_make())
		return -ENOMEM;
	if (unlikely(!(rum_cachep = KMEM_CACHE(gin, 0))))
		return -ENOMEM;
	ale_cachep = (struct kmem_cache *)kmem_cache_create("ale", 64, 0, 0, NULL);
	if (!ale_cachep)
		return -ENOMEM;
	return 0;
}
module_init(gin_init);
