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
bool foo_probe(void);
static int foo_on;
static int __init foo_init(void)
{
	int ret;

	if (foo_on) {
		bool ret = foo_probe();

		pr_info("foo: %d\n", ret);
		foo_cachep = KMEM_CACHE(foo, 0);
		if (!foo_cachep) {
			pr_err("foo: no cache\n");
			return -ENOMEM;
		}
	}
	ret = foo_rest();
	return ret;
}
module_init(foo_init);
static void __exit foo_exit(void)
{
	kmem_cache_destroy(foo_cachep);
}
module_exit(foo_exit);
