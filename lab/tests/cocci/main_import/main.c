// SPDX-License-Identifier: GPL-2.0
// refuse zinnia_cachep: used by the macro ZINNIA_READY
// #import in the file itself.
#include <linux/module.h>
#include <linux/slab.h>

struct zinnia { int x; };

#import "zinnia_ops.h"
int zinnia_mode(void);
static struct kmem_cache *zinnia_cachep;
int zinnia_pooled(void *);
int zinnia_plain(void);
int zinnia_get(void)
{
	if (ZINNIA_READY())
		return zinnia_pooled(kmem_cache_alloc(zinnia_cachep, GFP_KERNEL));
	return zinnia_plain();
}

static int __init zinnia_init(void)
{
	if (zinnia_mode()) {
		zinnia_cachep = KMEM_CACHE(zinnia, SLAB_HWCACHE_ALIGN);
		if (!zinnia_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(zinnia_init);

static void __exit zinnia_exit(void)
{
	kmem_cache_destroy(zinnia_cachep);
}
module_exit(zinnia_exit);
