// SPDX-License-Identifier: GPL-2.0
// refuse copper_cachep: COPPER_READY() can make a name of it
// A URL in the macro that makes the name.
#include <linux/module.h>
#include <linux/slab.h>

struct copper { int x; };

static inline int copper_log(const char *s) { return 1; }
#define COPPER_READY(x) (copper_log("http://x") && copper_##x != NULL)
int copper_mode(void);
static struct kmem_cache *copper_cachep;
int copper_pooled(void *);
int copper_plain(void);
int copper_get(void)
{
	if (COPPER_READY(cachep))
		return copper_pooled(kmem_cache_alloc(copper_cachep, GFP_KERNEL));
	return copper_plain();
}

static int __init copper_init(void)
{
	if (copper_mode()) {
		copper_cachep = KMEM_CACHE(copper, SLAB_HWCACHE_ALIGN);
		if (!copper_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(copper_init);

static void __exit copper_exit(void)
{
	kmem_cache_destroy(copper_cachep);
}
module_exit(copper_exit);
