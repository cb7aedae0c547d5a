// SPDX-License-Identifier: GPL-2.0
// refuse cod_cachep: tested for NULL|compared
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *cod_cachep;

int cod_ready(int (*ask)(struct kmem_cache *cod_cachep))
{
	return cod_cachep != NULL;
}

static int __init cod_init(void)
{
	cod_cachep = kmem_cache_create("cod", 32, 0, 0, NULL);
	if (!cod_cachep)
		return -ENOMEM;
	return 0;
}
module_init(cod_init);
