// SPDX-License-Identifier: GPL-2.0
// refuse forced_by_script_cachep: used by the macro
#include <linux/module.h>
#include <linux/slab.h>

struct forced_by_script {
	int x;
	char name[16];
};

int forced_by_script_mode(void);
static struct kmem_cache *forced_by_script_cachep;
int forced_by_script_get(void);
int forced_by_script_get(void)
{
	if (FORCED_BY_SCRIPT_READY())
		return forced_by_script_pooled(kmem_cache_alloc(forced_by_script_cachep, GFP_KERNEL));
	return forced_by_script_plain();
}

static int __init forced_by_script_init(void)
{
	if (forced_by_script_mode()) {
		forced_by_script_cachep = kmem_cache_create("forced_by_script", sizeof(struct forced_by_script), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!forced_by_script_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(forced_by_script_init);

static void __exit forced_by_script_exit(void)
{
	kmem_cache_destroy(forced_by_script_cachep);
}
module_exit(forced_by_script_exit);
