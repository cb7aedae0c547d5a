// SPDX-License-Identifier: GPL-2.0
// refuse foo_cachep: declared in a way that is not understood|not declared as a pointer
#include <linux/module.h>
#include <linux/slab.h>


#define OPEN int foo_x(int
OPEN a);
#define OPEN2 __attribute__((
OPEN2 unused))
static struct kmem_cache *foo_cachep;
struct foo { int x; };
void *foo_new(void)
{
	return kmem_cache_alloc(foo_cachep, GFP_KERNEL);
}
static int __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, 0);
	if (!foo_cachep)
		return -ENOMEM;
	return 0;
}
module_init(foo_init);
