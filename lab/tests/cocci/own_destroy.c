// SPDX-License-Identifier: GPL-2.0
// refuse lark_cachep: kmem_cache_destroy() has another meaning here
#include <linux/module.h>
#include <linux/slab.h>

#define kmem_cache_destroy(s) do { BUG_ON(!(s)); (kmem_cache_destroy)(s); } while (0)

struct lark { int x; };
static struct kmem_cache *lark_cachep;

static int __init lark_init(void)
{
	lark_cachep = KMEM_CACHE(lark, 0);
	if (!lark_cachep)
		return -ENOMEM;
	return 0;
}

static void __exit lark_exit(void)
{
	if (lark_cachep)
		kmem_cache_destroy(lark_cachep);
}
module_init(lark_init);
module_exit(lark_exit);
