// SPDX-License-Identifier: GPL-2.0
// refuse lark_cachep: WARN_ON() of a cache that is there
#include <linux/module.h>
#include <linux/slab.h>

struct lark { int x; };
static struct kmem_cache *lark_cachep;

static int __init lark_init(void)
{
	lark_cachep = KMEM_CACHE(lark, 0);
	if (WARN_ON(lark_cachep))
		return 0;
	return -ENOMEM;
}
module_init(lark_init);
