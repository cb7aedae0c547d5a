// SPDX-License-Identifier: GPL-2.0
// convert foo_cachep
#include <linux/module.h>
#include <linux/slab.h>


#define panic foo_panic
static void panic(const char *s)
{
	pr_err("%s\n", s);
}
struct foo { int x; };
static struct kmem_cache *foo_cachep;
void *foo_new(void)
{
	return kmem_cache_alloc(foo_cachep, GFP_KERNEL);
}

static int __init foo_init(void)
{
	foo_cachep = kmem_cache_create("foo", sizeof(struct foo), 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!foo_cachep)
		panic("no cache\n");
	return 0;
}
module_init(foo_init);
