// SPDX-License-Identifier: GPL-2.0
// convert preprocessor_foo_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *preprocessor_foo_cachep;

static int __init preprocessor_foo_init(void)
{
	preprocessor_foo_cachep = kmem_cache_create("preprocessor_foo", 64, 0,
#ifdef CONFIG_MEMCG
					   SLAB_ACCOUNT |
#endif
					   SLAB_PANIC, NULL);
	return 0;
}
module_init(preprocessor_foo_init);
