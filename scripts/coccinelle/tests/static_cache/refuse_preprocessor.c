// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;

static int __init foo_init(void)
{
	foo_cachep = kmem_cache_create("foo", 64, 0,
#ifdef CONFIG_MEMCG
					   SLAB_ACCOUNT |
#endif
					   SLAB_PANIC, NULL);
	return 0;
}
module_init(foo_init);
