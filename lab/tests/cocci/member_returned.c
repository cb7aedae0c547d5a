// SPDX-License-Identifier: GPL-2.0
// refuse member_returned_cachep: has_cache() returns it
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *member_returned_cachep;

struct ctx {
	struct kmem_cache *member_returned;
};

static bool has_cache(struct ctx *c)
{
	return c->member_returned;
}

void member_returned_set(struct ctx *c)
{
	if (!has_cache(c))
		c->member_returned = member_returned_cachep;
}

static int __init member_returned_init(void)
{
	member_returned_cachep = kmem_cache_create("member_returned", 32, 0, 0, NULL);
	if (!member_returned_cachep)
		return -ENOMEM;
	return 0;
}
module_init(member_returned_init);
