// SPDX-License-Identifier: GPL-2.0
// refuse cork_cachep: cork_use() tests it: tested for NULL
// One body in a .c, the other, that tests, in a header that a .c includes.
#include <linux/module.h>
#include <linux/slab.h>

struct cork { int x; };

#include "lib.h"
int cork_mode(void);
static struct kmem_cache *cork_cachep;

static int __init cork_init(void)
{
	if (cork_mode()) {
		cork_cachep = KMEM_CACHE(cork, SLAB_HWCACHE_ALIGN);
		if (!cork_cachep)
			return -ENOMEM;
	}
	if (cork_use(cork_cachep))
		pr_info("without");
	return 0;
}
module_init(cork_init);

static void __exit cork_exit(void)
{
	kmem_cache_destroy(cork_cachep);
}
module_exit(cork_exit);
