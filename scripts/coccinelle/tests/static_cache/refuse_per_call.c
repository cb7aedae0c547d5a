// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;

int foo_mount(void)
{
	foo_cachep = KMEM_CACHE(foo, 0);
	if (!foo_cachep)
		return -ENOMEM;
	return 0;
}
EXPORT_SYMBOL(foo_mount);
