// SPDX-License-Identifier: GPL-2.0
// refuse lark_cachep: kept in the member slab: tested
#include <linux/module.h>
#include <linux/slab.h>

struct lark { int x; };
static struct kmem_cache *lark_cachep;

struct lark_ops { struct kmem_cache *slab; };

void lark_set(struct lark_ops *o)
{
	if (!o->slab)
		o->slab = lark_cachep;
}

static int __init lark_init(void)
{
	lark_cachep = kmem_cache_create("lark", sizeof(struct lark), 0, 0, NULL);
	if (!lark_cachep)
		return -ENOMEM;
	return 0;
}
module_init(lark_init);
