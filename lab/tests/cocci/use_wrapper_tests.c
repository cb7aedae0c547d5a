// SPDX-License-Identifier: GPL-2.0
// refuse jay_cachep: jay_from() tests it: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct jay { int x; };
static struct kmem_cache *jay_cachep;

static void *jay_from(struct kmem_cache *s)
{
	if (!s)
		return NULL;
	return kmem_cache_alloc(s, GFP_KERNEL);
}

void *jay_get(void)
{
	return jay_from(jay_cachep);
}

static int __init jay_init(void)
{
	jay_cachep = kmem_cache_create("jay", sizeof(struct jay), 0, 0, NULL);
	if (!jay_cachep)
		return -ENOMEM;
	return 0;
}
module_init(jay_init);
