// SPDX-License-Identifier: GPL-2.0
// refuse pug_cachep: used before it is created
#include <linux/module.h>
#include <linux/slab.h>

struct pug { int x; };
static struct kmem_cache *pug_cachep;

void pug_register(struct kmem_cache *s);

static int __init pug_init(void)
{
	pug_register(pug_cachep);
	pug_cachep = kmem_cache_create("pug", sizeof(struct pug), 0, 0, NULL);
	if (!pug_cachep)
		return -ENOMEM;
	return 0;
}
module_init(pug_init);
