// SPDX-License-Identifier: GPL-2.0
// convert ifdef_foo_cachep
#include <linux/module.h>
#include <linux/slab.h>

#ifdef CONFIG_FOO
static struct kmem_cache *ifdef_foo_cachep;
#endif

static int __init ifdef_foo_init(void)
{
#ifdef CONFIG_FOO
	ifdef_foo_cachep = KMEM_CACHE(ifdef_foo, 0);
	if (!ifdef_foo_cachep)
		return -ENOMEM;
#endif
	return 0;
}
module_init(ifdef_foo_init);
