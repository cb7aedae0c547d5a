// SPDX-License-Identifier: GPL-2.0
// refuse owl_cachep: tested for NULL|odd_include/main.def
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *owl_cachep;

int owl_ready(void)
{
#include "main.def"
}

static int __init owl_init(void)
{
	owl_cachep = kmem_cache_create("owl", 32, 0, 0, NULL);
	if (!owl_cachep)
		return -ENOMEM;
	return 0;
}
module_init(owl_init);
