// SPDX-License-Identifier: GPL-2.0
// convert foo_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct foo { int x; };
static struct kmem_cache *foo_cachep;
void *foo_new(void)
{
	return kmem_cache_alloc(foo_cachep, GFP_KERNEL);
}

extern slab_flags_t foo_debug;
#define FOO_FLAGS foo_debug
static int __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, SLAB_PANIC | FOO_FLAGS);
	return 0;
}
module_init(foo_init);
