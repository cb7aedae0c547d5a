// SPDX-License-Identifier: GPL-2.0
// refuse member_copied_cachep: copied to p, which has another type
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *member_copied_cachep;

struct entry {
	struct kmem_cache *member_copied;
};

void member_copied_use(struct entry *e)
{
	void *p = e->member_copied;

	if (p)
		kmem_cache_free(p, e);
}

void member_copied_set(struct entry *e)
{
	e->member_copied = member_copied_cachep;
}

static int __init member_copied_init(void)
{
	member_copied_cachep = kmem_cache_create("member_copied", 32, 0, 0, NULL);
	if (!member_copied_cachep)
		return -ENOMEM;
	return 0;
}
module_init(member_copied_init);
