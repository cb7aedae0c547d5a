// SPDX-License-Identifier: GPL-2.0
// refuse fossa_f_cachep: created in a loop
// refuse fossa_g_cachep: fossa_g_make() is called through a pointer
// refuse fossa_h_cachep: used in sizeof
// refuse fossa_i_cachep: read through
#include <linux/module.h>
#include <linux/slab.h>

struct fossa { int x; };
static struct kmem_cache *fossa_f_cachep, *fossa_g_cachep, *fossa_h_cachep, *fossa_i_cachep;

static int fossa_g_make(void)
{
	fossa_g_cachep = KMEM_CACHE(fossa, 0);
	return fossa_g_cachep ? 0 : -ENOMEM;
}

static int (*fossa_g_call)(void) = fossa_g_make;

static int __init fossa_init(void)
{
	int tries = 3;

	do {
		fossa_f_cachep = KMEM_CACHE(fossa, 0);
	} while (!fossa_f_cachep && --tries);
	fossa_h_cachep = KMEM_CACHE(fossa, 0);
	if (!fossa_h_cachep)
		return -ENOMEM;
	fossa_i_cachep = KMEM_CACHE(fossa, 0);
	if (!fossa_i_cachep)
		return -ENOMEM;
	pr_info("%zu %zu\n", sizeof fossa_h_cachep, sizeof(*fossa_i_cachep));
	return fossa_g_call();
}
module_init(fossa_init);
