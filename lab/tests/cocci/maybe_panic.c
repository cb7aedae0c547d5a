// SPDX-License-Identifier: GPL-2.0
// convert rook_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct rook { int x; };
static struct kmem_cache *rook_cachep;
extern bool rook_strict;

static int __init rook_init(void)
{
	rook_cachep = kmem_cache_create("rook", sizeof(struct rook), 0,
					rook_strict ? SLAB_PANIC : 0, NULL);
	return 0;
}
module_init(rook_init);
