// SPDX-License-Identifier: GPL-2.0
// convert elm_cachep
// convert elm_cache
#include <linux/module.h>
#include <linux/slab.h>

struct elm { int x; };
struct elm_leaf { int x; };
static struct kmem_cache *elm_cachep;
static struct kmem_cache *elm_cache;

static int __init elm_init(void)
{
	elm_cachep = kmem_cache_create("elm", sizeof(struct elm), 0, SLAB_PANIC, NULL);
	elm_cache = kmem_cache_create("elm_leaf", sizeof(struct elm_leaf), 0, SLAB_PANIC, NULL);
	return 0;
}
module_init(elm_init);
