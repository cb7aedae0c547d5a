// SPDX-License-Identifier: GPL-2.0
// convert return_zero_foo_inode_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *return_zero_foo_inode_cachep;

static int __init init_inodecache(void)
{
	return_zero_foo_inode_cachep = kmem_cache_create("return_zero_foo_inode_cache",
				sizeof(struct return_zero_foo_inode_info),
				0, (SLAB_RECLAIM_ACCOUNT|
					SLAB_ACCOUNT),
				init_once);
	if (return_zero_foo_inode_cachep == NULL)
		return -ENOMEM;
	return 0;
}

static void destroy_inodecache(void)
{
	rcu_barrier();
	kmem_cache_destroy(return_zero_foo_inode_cachep);
}
core_initcall(init_inodecache);
