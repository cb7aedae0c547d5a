// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>
// convert dock_cachep
struct dock { struct rcu_head rcu; };
static struct kmem_cache *dock_cachep;
void dock_put(struct dock *d) { kfree_rcu(d, rcu); }
static int __init dock_init(void)
{
	dock_cachep = KMEM_CACHE(dock, 0);
	if (!dock_cachep)
		return -ENOMEM;
	return 0;
}
module_init(dock_init);
static void __exit dock_exit(void)
{
	kvfree_rcu_barrier_on_cache(dock_cachep);
	kmem_cache_destroy(dock_cachep);
}
module_exit(dock_exit);
