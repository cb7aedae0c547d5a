// SPDX-License-Identifier: GPL-2.0
// convert merlin_a_cachep
// convert merlin_b_cachep
// convert merlin_c_cachep
// convert merlin_d_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct merlin { int x; };
static struct kmem_cache *merlin_a_cachep, *merlin_b_cachep, *merlin_c_cachep, *merlin_d_cachep;

/* Comments go where the set-up goes. */
static int __init merlin_init(void)
{
	int err;

	/* The first. */
	merlin_a_cachep = KMEM_CACHE(merlin, 0);
	/*
	 * The second,
	 * with two lines.
	 */
	merlin_b_cachep = KMEM_CACHE(merlin, SLAB_ACCOUNT);	/* b */ // or not

	// The third.
	merlin_c_cachep = KMEM_CACHE(merlin, SLAB_RECLAIM_ACCOUNT);

	if (!merlin_a_cachep)
		return -ENOMEM;
	/* Is it there? */
	if (!merlin_b_cachep)
		return -ENOMEM;
	if (!merlin_c_cachep)
		return -EIO;
	/* The last. */
	merlin_d_cachep = KMEM_CACHE(merlin, 0);
	err = -EINVAL;
	if (!merlin_d_cachep)
		goto out;
	return 0;
out:
	return err;
}
module_init(merlin_init);
