// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>
// refuse sorrelleaf_cachep: kept in the member pool: tested for NULL
struct sorrelleaf { int x; };
struct sorrelleaf_ctx { struct kmem_cache *pool; int n; };
static struct kmem_cache *sorrelleaf_cachep;
static int sorrelleaf_ok(struct sorrelleaf_ctx *c) { return c->pool ? 1 : 0; }
int sorrelleaf_go(void)
{
	return sorrelleaf_ok(&(struct sorrelleaf_ctx){ .pool = sorrelleaf_cachep, .n = 3 });
}
static int __init sorrelleaf_init(void)
{
	sorrelleaf_cachep = KMEM_CACHE(sorrelleaf, 0);
	if (!sorrelleaf_cachep)
		return -ENOMEM;
	return 0;
}
module_init(sorrelleaf_init);
