// SPDX-License-Identifier: GPL-2.0
// refuse init_module_called_cachep: init_module() is called
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *init_module_called_cachep;

int init_module(void)
{
	init_module_called_cachep = kmem_cache_create("init_module_called", 32, 0, 0, NULL);
	if (!init_module_called_cachep)
		return -ENOMEM;
	return 0;
}

void init_module_called_again(void)
{
	init_module();
}
EXPORT_SYMBOL_GPL(init_module_called_again);
