// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

#ifdef CONFIG_FOO
static struct kmem_cache *foo_cachep;
#endif

static int __init foo_init(void)
{
#ifdef CONFIG_FOO
	foo_cachep = KMEM_CACHE(foo, 0);
	if (!foo_cachep)
		return -ENOMEM;
#endif
	return 0;
}
module_init(foo_init);
