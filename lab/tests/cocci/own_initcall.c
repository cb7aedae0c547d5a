// SPDX-License-Identifier: GPL-2.0
// refuse jay_cachep: created more than once perhaps
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *jay_cachep;

#define net_initcall(f) static struct pernet_operations f##_ops = { .init = f }

static int __init jay_init(struct net *net)
{
	jay_cachep = kmem_cache_create("jay", 32, 0, 0, NULL);
	if (!jay_cachep)
		return -ENOMEM;
	return 0;
}
net_initcall(jay_init);
