// SPDX-License-Identifier: GPL-2.0
// refuse shrike_cachep: a comment in what would be rewritten
#include <linux/module.h>
#include <linux/slab.h>

struct shrike { int x; };
static struct kmem_cache *shrike_cachep;
int shrike_last(void);

/* What follows the reset must not become a part of the comment. */
static int __init shrike_init(void)
{
	shrike_cachep = KMEM_CACHE(shrike, 0);
	if (!shrike_cachep)
		return -ENOMEM;
	return 0;
}

static void __exit shrike_exit(void)
{
	kmem_cache_destroy(shrike_cachep);
	shrike_cachep = // gone
		NULL; shrike_last();
}
module_init(shrike_init);
module_exit(shrike_exit);
