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
const char *foo_name(void);
static int __init foo_init(void)
{
	int res;

	{
		const char *res = foo_name();

		foo_cachep = KMEM_CACHE(foo, 0);
		if (!foo_cachep) {
			pr_err("foo: no cache\n");
			return -ENOMEM;
		}
		pr_info("%s\n", "x");
	}
	res = foo_rest();
	return res;
}
module_init(foo_init);
static void __exit foo_exit(void)
{
	kmem_cache_destroy(foo_cachep);
}
module_exit(foo_exit);
