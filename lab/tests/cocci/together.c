// SPDX-License-Identifier: GPL-2.0
// convert cod_cachep
// refuse cow_cachep: its address is taken
#include <linux/module.h>
#include <linux/slab.h>

struct cod { int x; };
static struct kmem_cache *cod_cachep, *cow_cachep;
void cod_register(struct kmem_cache **s);

static int __init cod_init(void)
{
	cod_cachep = KMEM_CACHE(cod, 0);
	if (!cod_cachep)
		return -ENOMEM;
	cow_cachep = KMEM_CACHE(cod, SLAB_PANIC);
	cod_register(&cow_cachep);
	return 0;
}
module_init(cod_init);
