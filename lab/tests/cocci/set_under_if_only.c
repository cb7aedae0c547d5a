// SPDX-License-Identifier: GPL-2.0
// convert rook_cachep
// convert daw_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *rook_cachep, *daw_cachep;
bool rook_old, daw_old;

/* Without the branch nothing would read err: the compiler warns of that. */
static int __init rook_init(void)
{
	int err = -EINVAL;

	rook_cachep = kmem_cache_create("rook", 32, 0, SLAB_PANIC, NULL);
	if (!rook_cachep)
		return err;
	if (rook_old)
		err = -EBUSY;
	return 0;
}
module_init(rook_init);

static int __init daw_init(void)
{
	int err = -EINVAL;

	daw_cachep = kmem_cache_create("daw", 32, 0, SLAB_PANIC, NULL);
	if (!daw_cachep)
		return err;
	if (daw_old)
		err = -EBUSY;
	return err;
}
module_init(daw_init);
