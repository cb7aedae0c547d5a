// SPDX-License-Identifier: GPL-2.0
// refuse lark_cachep: may run again, from|spatch cannot parse this
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *lark_cachep;
static int __init lark_init(void)
{
	void *l = &&top;
	int n = 2;
top:
	lark_cachep = kmem_cache_create("lark", 32, 0, SLAB_PANIC, NULL);
	if (n--)
		goto *l;
	return 0;
}
module_init(lark_init);
