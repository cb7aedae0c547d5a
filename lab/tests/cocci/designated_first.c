// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>
// convert dillweed_cachep
struct dillweed { int x; };
struct dillweed_ctx {
	struct kmem_cache *pool;
	void (*fn)(void *);
};

static struct kmem_cache *dillweed_cachep;

static void dillweed_run(struct dillweed_ctx *c)
{
	c->fn(kmem_cache_alloc(c->pool, GFP_KERNEL));
}

void dillweed_go(void)
{
	struct dillweed_ctx c = { .pool = dillweed_cachep, .fn = kfree };

	dillweed_run(&c);
	dillweed_run(&(struct dillweed_ctx){ .pool = dillweed_cachep });
}

static int __init dillweed_init(void)
{
	dillweed_cachep = KMEM_CACHE(dillweed, 0);
	if (!dillweed_cachep)
		return -ENOMEM;
	return 0;
}
module_init(dillweed_init);
