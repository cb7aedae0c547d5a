// SPDX-License-Identifier: GPL-2.0
// convert kite_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct kite { int x; };
static struct kmem_cache *kite_cachep;

static void *kite_from(struct kmem_cache *s, gfp_t gfp)
{
	return kmem_cache_alloc(s, gfp);
}

void *kite_get(void)
{
	return kite_from(kite_cachep, GFP_KERNEL);
}

static int __init kite_init(void)
{
	kite_cachep = kmem_cache_create("kite", sizeof(struct kite), 0, 0, NULL);
	if (!kite_cachep)
		return -ENOMEM;
	return 0;
}
module_init(kite_init);
