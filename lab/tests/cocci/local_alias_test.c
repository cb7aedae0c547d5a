// SPDX-License-Identifier: GPL-2.0
// refuse hop_cachep: copied to s: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct hop { int x; };
static struct kmem_cache *hop_cachep;

void *hop_get(void)
{
	struct kmem_cache *s = hop_cachep;

	if (!s)
		return kmalloc(sizeof(struct hop), GFP_KERNEL);
	return kmem_cache_alloc(s, GFP_KERNEL);
}

void hop_put(void *p)
{
	if (likely(hop_cachep != NULL) & 1)
		kmem_cache_free(hop_cachep, p);
}

static int __init hop_init(void)
{
	hop_cachep = kmem_cache_create("hop", sizeof(struct hop), 0, 0, NULL);
	if (!hop_cachep)
		return -ENOMEM;
	return 0;
}
module_init(hop_init);
