// SPDX-License-Identifier: GPL-2.0
// refuse puce_cachep: used in include_without_ending/puce_body
#include <linux/module.h>
#include <linux/slab.h>

struct puce { int x; };
static struct kmem_cache *puce_cachep;
void *puce_get(void)
{
	return kmem_cache_alloc(puce_cachep, GFP_KERNEL);
}
int puce_ready(void)
{
#include "puce_body"
	return 1;
}

static int __init puce_init(void)
{
	puce_cachep = KMEM_CACHE(puce, 0);
	if (!puce_cachep)
		return -ENOMEM;
	return 0;
}
module_init(puce_init);

static void __exit puce_exit(void)
{
	kmem_cache_destroy(puce_cachep);
}
module_exit(puce_exit);
