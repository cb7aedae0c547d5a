// SPDX-License-Identifier: GPL-2.0
// refuse bee_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *bee_cachep;

static int __init bee_init(void)
{
	bee_cachep = kmem_cache_create("bee", 32, 0, 0, NULL);
	VM_BUG_ON(!bee_cachep);
	return 0;
}
module_init(bee_init);
