// SPDX-License-Identifier: GPL-2.0
// convert foo_cachep
#include <linux/module.h>
#include <linux/slab.h>


#undef panic
#define panic(fmt, ...) pr_err("foo: panic: " fmt, ##__VA_ARGS__)
struct foo { int x; };
static struct kmem_cache *foo_cachep;
void *foo_new(void)
{
	return kmem_cache_alloc(foo_cachep, GFP_KERNEL);
}

static int __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, 0);
	if (!foo_cachep)
		panic("no cache\n");
	return 0;
}
module_init(foo_init);
