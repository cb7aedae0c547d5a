// SPDX-License-Identifier: GPL-2.0
// refuse net_foo_cachep: created more than once perhaps: net_foo_net_init() is called through a pointer
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *net_foo_cachep;

static int __net_init net_foo_net_init(struct net *net)
{
	net_foo_cachep = KMEM_CACHE(net_foo, 0);
	if (!net_foo_cachep)
		return -ENOMEM;
	return 0;
}

static struct pernet_operations net_foo_ops = {
	.init = net_foo_net_init,
};
