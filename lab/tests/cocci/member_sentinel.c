// SPDX-License-Identifier: GPL-2.0
// refuse member_sentinel_cachep: not known to be right
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *member_sentinel_cachep;

struct entry {
	struct kmem_cache *member_sentinel;
};
static struct entry table[2];

int member_sentinel_count(void)
{
	struct entry *e;
	int n = 0;

	table[0].member_sentinel = member_sentinel_cachep;
	for (e = table; e->member_sentinel; e++)
		n++;
	return n;
}

static int __init member_sentinel_init(void)
{
	member_sentinel_cachep = kmem_cache_create("member_sentinel", 32, 0, 0, NULL);
	if (!member_sentinel_cachep)
		return -ENOMEM;
	return 0;
}
module_init(member_sentinel_init);
