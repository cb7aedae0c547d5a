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

int foo_rest(void);
static int __init foo_init(void)
{
	int err;

	foo_cachep = KMEM_CACHE(foo, SLAB_PANIC);
	if (!foo_cachep) {
fail:
		pr_err("foo: failed\n");
		return -ENOMEM;
	}
	err = foo_rest();
	if (err)
		goto fail;
	return 0;
}
module_init(foo_init);
