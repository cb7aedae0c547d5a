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

#ifdef CONFIG_FOO_DEBUG
#define FOO_DEBUG(x) (x)
#else
#define FOO_DEBUG(x) 0
#endif
static int __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, SLAB_ACCOUNT | FOO_DEBUG(SLAB_PANIC));
	if (!foo_cachep)
		return -ENOMEM;
	return 0;
}
module_init(foo_init);
