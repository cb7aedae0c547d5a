// SPDX-License-Identifier: GPL-2.0
// convert pika_cachep
// convert puma_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct pika { int x; };
static struct kmem_cache *pika_cachep;
static struct kmem_cache *puma_cachep;

static int __init pika_init(void)
{
	pika_cachep = KMEM_CACHE(pika, SLAB_PANIC);
	puma_cachep = KMEM_CACHE(pika, SLAB_PANIC);
	return 0;
}
module_init(pika_init);

static void __exit pika_exit(void)
{
	kmem_cache_destroy(puma_cachep);
	kmem_cache_destroy(pika_cachep);
	pika_cachep = puma_cachep = NULL;
}
module_exit(pika_exit);
