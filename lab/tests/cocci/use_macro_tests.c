// SPDX-License-Identifier: GPL-2.0
// refuse owl_cachep: used in the body of the macro owl_there
#include <linux/module.h>
#include <linux/slab.h>

struct owl { int x; };
static struct kmem_cache *owl_cachep;

#define owl_there() (owl_cachep != NULL)

void *owl_new(void)
{
	return owl_there() ? kmem_cache_alloc(owl_cachep, GFP_KERNEL) : NULL;
}

static int __init owl_init(void)
{
	owl_cachep = kmem_cache_create("owl", sizeof(struct owl), 0, 0, NULL);
	if (!owl_cachep)
		return -ENOMEM;
	return 0;
}
module_init(owl_init);
