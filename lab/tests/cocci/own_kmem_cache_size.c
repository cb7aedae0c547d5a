// SPDX-License-Identifier: GPL-2.0
// refuse furze_cachep: KMEM_CACHE_SIZE is the name of something else
// The driver has a macro KMEM_CACHE_SIZE.
#include <linux/module.h>
#define KMEM_CACHE_SIZE 96
#include <linux/slab.h>

struct furze { int x; };

static struct kmem_cache *furze_cachep;
void *furze_get(void)
{
	return kmem_cache_alloc(furze_cachep, GFP_KERNEL);
}
static int __init furze_init(void)
{
	furze_cachep = kmem_cache_create("furze", KMEM_CACHE_SIZE, 0, 0, NULL);
	if (!furze_cachep)
		return -ENOMEM;
	return 0;
}
module_init(furze_init);

static void __exit furze_exit(void)
{
	kmem_cache_destroy(furze_cachep);
}
module_exit(furze_exit);
