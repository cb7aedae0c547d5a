// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;

static int __net_init foo_net_init(struct net *net)
{
	foo_cachep = KMEM_CACHE(foo, 0);
	if (!foo_cachep)
		return -ENOMEM;
	return 0;
}

static struct pernet_operations foo_ops = {
	.init = foo_net_init,
};
