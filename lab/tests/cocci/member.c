// SPDX-License-Identifier: GPL-2.0
// refuse -: a member
#include <linux/module.h>
#include <linux/slab.h>

struct member_foo {
	struct kmem_cache *cachep;
};

static int __init member_foo_init(struct member_foo *f)
{
	f->cachep = KMEM_CACHE(member_foo, SLAB_PANIC);
	return 0;
}
