// SPDX-License-Identifier: GPL-2.0
// convert bay_cachep
// convert bay2_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct bay { int x; };
/* one for each bay */
static struct kmem_cache *bay_cachep; // never shrinks
static struct kmem_cache *bay2_cachep;	/* first line
					 * second line
					 */

static int __init bay_init(void)
{
	int err;

	bay_cachep = kmem_cache_create("bay", /* name */
				       sizeof(struct bay), // size
				       0,	/* as the
						 * type wants */
				       SLAB_HWCACHE_ALIGN /* hot */ | SLAB_ACCOUNT,
				       NULL);
	/* no bay, no ship */
	if (!bay_cachep) {
		/* give up */
		return -ENOMEM;
	}
	bay2_cachep = kmem_cache_create("bay2", sizeof(struct bay), 0, 0, NULL);
	if (!bay2_cachep) {
		err = -ENOMEM; /* as above */
		goto out; /* undo */
	}
	return 0;
out:
	kmem_cache_destroy(bay_cachep);
	return err;
}
module_init(bay_init);
