// SPDX-License-Identifier: GPL-2.0
// refuse balsa_cachep: created more than once perhaps: balsa_make() is used in STEP()
// An X-macro list in a .def file calls the global creator.
#include <linux/module.h>
#include <linux/slab.h>

struct balsa { int x; };

static struct kmem_cache *balsa_cachep;
void *balsa_get(void)
{
	return kmem_cache_alloc(balsa_cachep, GFP_KERNEL);
}
int balsa_make(void)
{
	balsa_cachep = KMEM_CACHE(balsa, SLAB_HWCACHE_ALIGN);
	return balsa_cachep ? 0 : -ENOMEM;
}

int balsa_resume(void)
{
	int err = 0;
#define STEP(x) err = err ?: x();
#include "balsa_steps.def"
#undef STEP
	return err;
}

static int __init balsa_init(void)
{
	return balsa_make();
}
module_init(balsa_init);

static void __exit balsa_exit(void)
{
	kmem_cache_destroy(balsa_cachep);
}
module_exit(balsa_exit);
