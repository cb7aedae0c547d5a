// SPDX-License-Identifier: GPL-2.0
// convert godwit_a_cachep
// convert godwit_b_cachep
// convert godwit_c_cachep
// refuse godwit_d_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct godwit { int x; };
static struct kmem_cache *godwit_a_cachep, *godwit_b_cachep, *godwit_c_cachep, *godwit_d_cachep;

/* This may run where the second is not there: it only destroys it. */
static void godwit_free(void)
{
	kmem_cache_destroy(godwit_a_cachep);
	if (godwit_b_cachep) {
		kmem_cache_destroy(godwit_b_cachep);
		godwit_b_cachep = NULL;
	}
}

/* And this uses it. */
static void godwit_undo(int *failed)
{
	if (*failed)
		kmem_cache_shrink(godwit_d_cachep);
}

static int __init godwit_more(void)
{
	int failed __cleanup(godwit_undo) = 1;

	godwit_c_cachep = KMEM_CACHE(godwit, 0);
	godwit_d_cachep = KMEM_CACHE(godwit, SLAB_PANIC);
	if (!godwit_c_cachep)
		return -ENOMEM;
	if (!godwit_d_cachep)
		return -ENOMEM;
	failed = 0;
	return 0;
}

static int __init godwit_init(void)
{
	godwit_a_cachep = KMEM_CACHE(godwit, 0);
	godwit_b_cachep = KMEM_CACHE(godwit, SLAB_ACCOUNT);
	if (!godwit_a_cachep) {
		godwit_free();
		return -ENOMEM;
	}
	if (!godwit_b_cachep) {
		godwit_free();
		return -ENOMEM;
	}
	return godwit_more();
}
module_init(godwit_init);
