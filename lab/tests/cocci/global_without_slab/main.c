// SPDX-License-Identifier: GPL-2.0
// refuse foo_cachep: its macro is linux/slab.h's, which is not included
#include <linux/module.h>
#include <linux/slab.h>

#include "foo.h"
struct foo { int x; };
struct kmem_cache *foo_cachep;
int foo_pass(struct kmem_cache *s)
{
	return kmem_cache_shrink(s);
}
static int __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, 0);
	if (!foo_cachep)
		return -ENOMEM;
	return 0;
}
module_init(foo_init);
