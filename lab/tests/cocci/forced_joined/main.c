// SPDX-License-Identifier: GPL-2.0
// refuse forced_joined_cachep: used by the macro
#include <linux/module.h>
#include <linux/slab.h>

struct forced_joined {
	int x;
	char name[16];
};

int forced_joined_mode(void);
static struct kmem_cache *forced_joined_cachep;
int forced_joined_get(void);
int forced_joined_get(void)
{
	if (FORCED_JOINED_READY())
		return forced_joined_pooled(kmem_cache_alloc(forced_joined_cachep, GFP_KERNEL));
	return forced_joined_plain();
}

static int __init forced_joined_init(void)
{
	if (forced_joined_mode()) {
		forced_joined_cachep = kmem_cache_create("forced_joined", sizeof(struct forced_joined), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!forced_joined_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(forced_joined_init);

static void __exit forced_joined_exit(void)
{
	kmem_cache_destroy(forced_joined_cachep);
}
module_exit(forced_joined_exit);
