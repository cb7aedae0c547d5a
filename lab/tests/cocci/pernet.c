// SPDX-License-Identifier: GPL-2.0
// refuse elk_cachep: is called through a pointer|part of
#include <linux/module.h>
#include <linux/slab.h>

#include <net/net_namespace.h>

struct elk { int x; };
static struct kmem_cache *elk_cachep;

static int __net_init elk_net_init(struct net *net)
{
	elk_cachep = KMEM_CACHE(elk, 0);
	if (!elk_cachep)
		return -ENOMEM;
	return 0;
}

static struct pernet_operations elk_ops = {
	.init = elk_net_init,
};

static int __init elk_init(void)
{
	return register_pernet_subsys(&elk_ops);
}
module_init(elk_init);
