// SPDX-License-Identifier: GPL-2.0
// refuse forced_by_nobody_cachep: used in a header that nobody is seen to include
#include <linux/module.h>
#include <linux/slab.h>

struct forced_by_nobody {
	int x;
	char name[16];
};

int forced_by_nobody_mode(void);
static struct kmem_cache *forced_by_nobody_cachep;
int forced_by_nobody_get(void);
int forced_by_nobody_get(void)
{
	if (FORCED_BY_NOBODY_READY())
		return forced_by_nobody_pooled(kmem_cache_alloc(forced_by_nobody_cachep, GFP_KERNEL));
	return forced_by_nobody_plain();
}

static int __init forced_by_nobody_init(void)
{
	if (forced_by_nobody_mode()) {
		forced_by_nobody_cachep = kmem_cache_create("forced_by_nobody", sizeof(struct forced_by_nobody), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!forced_by_nobody_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(forced_by_nobody_init);

static void __exit forced_by_nobody_exit(void)
{
	kmem_cache_destroy(forced_by_nobody_cachep);
}
module_exit(forced_by_nobody_exit);
