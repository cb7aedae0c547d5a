// SPDX-License-Identifier: GPL-2.0
// convert crane_cachep
// convert crane_b_cachep
// refuse crane_c_cachep: computed with
// refuse crane_d_cachep: compared
#include <linux/module.h>
#include <linux/slab.h>

struct crane { int x; };
static struct kmem_cache *crane_cachep, *crane_b_cachep, *crane_c_cachep, *crane_d_cachep;

static int __init crane_init(void)
{
	crane_b_cachep = NULL;
	crane_b_cachep = KMEM_CACHE(crane, 0);
	if (!crane_b_cachep)
		return -ENOMEM;
	crane_c_cachep = KMEM_CACHE(crane, 0);
	crane_d_cachep = KMEM_CACHE(crane, 0);
	if (crane_c_cachep + 1 > crane_d_cachep)
		return -ENOMEM;
	crane_cachep = KMEM_CACHE(crane, 0);
	if (!crane_cachep)
		return -ENOMEM;
	return 0;
}

/* The comments below a test move with what it guards. */
static void __exit crane_exit(void)
{
	/* one */
	if (crane_cachep) /* two */
		/* three */
		kmem_cache_destroy(crane_cachep); /* four */
	/* five */
}
module_init(crane_init);
module_exit(crane_exit);
