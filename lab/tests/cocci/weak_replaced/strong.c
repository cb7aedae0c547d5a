// SPDX-License-Identifier: GPL-2.0
// refuse weak_replaced_cachep: weak_replaced_setup() is called twice
#include <linux/module.h>
#include <linux/slab.h>

struct weak_replaced { int x; };
static struct kmem_cache *weak_replaced_cachep;

int weak_replaced_setup(void)
{
	weak_replaced_cachep = KMEM_CACHE(weak_replaced, 0);
	return weak_replaced_cachep ? 0 : -ENOMEM;
}
