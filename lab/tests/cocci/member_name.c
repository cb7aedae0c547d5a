// SPDX-License-Identifier: GPL-2.0
// convert member_name_foo_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *member_name_foo_cachep;

struct member_name_foo {
	int member_name_foo_cachep;
};

static int __init member_name_foo_init(void)
{
	member_name_foo_cachep = KMEM_CACHE(member_name_foo, SLAB_PANIC);
	return 0;
}
module_init(member_name_foo_init);
