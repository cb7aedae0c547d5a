// SPDX-License-Identifier: GPL-2.0
// convert member_use_foo_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *member_use_foo_cachep;

static int __init member_use_foo_init(void)
{
	member_use_foo_cachep = KMEM_CACHE(member_use_foo, SLAB_PANIC);
	return 0;
}
module_init(member_use_foo_init);

int member_use_foo_get(struct member_use_foo *f)
{
	return f->member_use_foo_cachep;
}
