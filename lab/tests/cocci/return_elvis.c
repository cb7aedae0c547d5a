// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>
// refuse rueleaf_cachep: tested for NULL
struct rueleaf { int x; };
static struct kmem_cache *rueleaf_cachep;
static struct kmem_cache *rueleaf_any;
static struct kmem_cache *__init rueleaf_make(void)
{
	rueleaf_cachep = kmem_cache_create("rueleaf", sizeof(struct rueleaf), 0, SLAB_ACCOUNT, NULL);
	return rueleaf_cachep ?: rueleaf_any;
}
static int __init rueleaf_init(void)
{
	rueleaf_any = rueleaf_make();
	return rueleaf_any ? 0 : -ENOMEM;
}
module_init(rueleaf_init);
