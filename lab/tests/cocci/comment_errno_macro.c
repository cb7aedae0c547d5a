// SPDX-License-Identifier: GPL-2.0
// convert cacao_cachep
// A comment of two lines in the macro that reads the errno variable.
#include <linux/module.h>
#include <linux/slab.h>

struct cacao { int x; };

static struct kmem_cache *cacao_cachep;
void *cacao_get(void)
{
	return kmem_cache_alloc(cacao_cachep, GFP_KERNEL);
}
int cacao_probe(void);
#define CACAO_RESULT() /* what the
			probe said */ (ret)

static int __init cacao_init(void)
{
	int ret = cacao_probe() ? 3 : 7;

	cacao_cachep = KMEM_CACHE(cacao, SLAB_HWCACHE_ALIGN);
	if (!cacao_cachep)
		return -ENOMEM;
	return CACAO_RESULT();
}
module_init(cacao_init);

static void __exit cacao_exit(void)
{
	kmem_cache_destroy(cacao_cachep);
}
module_exit(cacao_exit);
