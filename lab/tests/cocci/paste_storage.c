// SPDX-License-Identifier: GPL-2.0
// refuse foo_cachep: FOO_BUF() can make a name of it
#include <linux/module.h>
#include <linux/slab.h>

struct foo { int x; };
static struct kmem_cache *foo_cachep;
void *foo_new(void)
{
	return kmem_cache_alloc(foo_cachep, GFP_KERNEL);
}

#define FOO_BUF(n) static char n##_cachep_storage[64]
FOO_BUF(foo);
static int __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, 0);
	if (!foo_cachep)
		return -ENOMEM;
	return 0;
}
module_init(foo_init);
