// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_inode_cachep;

static int __init init_inodecache(void)
{
	foo_inode_cachep = kmem_cache_create("foo_inode_cache",
				sizeof(struct foo_inode_info),
				0, (SLAB_RECLAIM_ACCOUNT|
					SLAB_ACCOUNT),
				init_once);
	if (foo_inode_cachep == NULL)
		return -ENOMEM;
	return 0;
}

static void destroy_inodecache(void)
{
	rcu_barrier();
	kmem_cache_destroy(foo_inode_cachep);
}
