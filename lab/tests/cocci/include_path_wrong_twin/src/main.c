// SPDX-License-Identifier: GPL-2.0
// refuse chive_cachep: used by the macro CHIVE_READY
// Two headers of one name; the build's -I finds the farther one.
#include <linux/module.h>
#include <linux/slab.h>

struct chive { int x; };

#include "ops.h"
int chive_mode(void);
static struct kmem_cache *chive_cachep;
int chive_get(void)
{
	if (CHIVE_READY())
		return chive_pooled(kmem_cache_alloc(chive_cachep, GFP_KERNEL));
	return chive_plain();
}

static int __init chive_init(void)
{
	if (chive_mode()) {
		chive_cachep = KMEM_CACHE(chive, SLAB_HWCACHE_ALIGN);
		if (!chive_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(chive_init);

static void __exit chive_exit(void)
{
	kmem_cache_destroy(chive_cachep);
}
module_exit(chive_exit);
