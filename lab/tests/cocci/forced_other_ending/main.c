// SPDX-License-Identifier: GPL-2.0
// refuse forced_other_ending_cachep: used by the macro|used in
#include <linux/module.h>
#include <linux/slab.h>

struct forced_other_ending {
	int x;
	char name[16];
};

int forced_other_ending_mode(void);
static struct kmem_cache *forced_other_ending_cachep;
int forced_other_ending_get(void);
int forced_other_ending_get(void)
{
	if (FORCED_OTHER_ENDING_READY())
		return forced_other_ending_pooled(kmem_cache_alloc(forced_other_ending_cachep, GFP_KERNEL));
	return forced_other_ending_plain();
}

static int __init forced_other_ending_init(void)
{
	if (forced_other_ending_mode()) {
		forced_other_ending_cachep = kmem_cache_create("forced_other_ending", sizeof(struct forced_other_ending), 0, SLAB_HWCACHE_ALIGN, NULL);
		if (!forced_other_ending_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(forced_other_ending_init);

static void __exit forced_other_ending_exit(void)
{
	kmem_cache_destroy(forced_other_ending_cachep);
}
module_exit(forced_other_ending_exit);
