// SPDX-License-Identifier: GPL-2.0
// refuse senna_cachep: SENNA_READY() can make a name of it
// CR LF: a macro of two lines makes the name.
#include <linux/module.h>
#include <linux/slab.h>

struct senna { int x; };

int senna_mode(void);
#define SENNA_READY(x) \
	(senna_##x != NULL)
static struct kmem_cache *senna_cachep;
int senna_pooled(void *);
int senna_plain(void);
int senna_get(void)
{
	if (SENNA_READY(cachep))
		return senna_pooled(kmem_cache_alloc(senna_cachep, GFP_KERNEL));
	return senna_plain();
}

static int __init senna_init(void)
{
	if (senna_mode()) {
		senna_cachep = KMEM_CACHE(senna, SLAB_HWCACHE_ALIGN);
		if (!senna_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(senna_init);

static void __exit senna_exit(void)
{
	kmem_cache_destroy(senna_cachep);
}
module_exit(senna_exit);
