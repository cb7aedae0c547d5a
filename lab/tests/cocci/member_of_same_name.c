// SPDX-License-Identifier: GPL-2.0
// convert toad_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct toad { int x; };
static struct kmem_cache *toad_cachep;

struct toad_pond { struct kmem_cache *toad_cachep; };

bool toad_wet(struct toad_pond *p)
{
	return p->toad_cachep != NULL;
}

static int __init toad_init(void)
{
	toad_cachep = kmem_cache_create("toad", sizeof(struct toad), 0, 0, NULL);
	if (!toad_cachep)
		return -ENOMEM;
	return 0;
}
module_init(toad_init);
