// SPDX-License-Identifier: GPL-2.0
// refuse -: created by a function that is not known
// What Linux 6.10 had for a free pointer inside.
#include <linux/module.h>
#include <linux/slab.h>

struct rowan { int x; struct rcu_head rcu; };

static struct kmem_cache *rowan_cachep;
void *rowan_get(void)
{
	return kmem_cache_alloc(rowan_cachep, GFP_KERNEL);
}
static int __init rowan_init(void)
{
	rowan_cachep = kmem_cache_create_rcu("rowan", sizeof(struct rowan), 4, SLAB_PANIC);
	return 0;
}
module_init(rowan_init);
