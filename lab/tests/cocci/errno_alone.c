// SPDX-License-Identifier: GPL-2.0
// convert wigeon_cachep
// convert wigeon_b_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct wigeon { int x; };
static struct kmem_cache *wigeon_cachep, *wigeon_b_cachep;

/* The branch only sets what is set again: it must not take the next statement in. */
static int __init wigeon_init(void)
{
	int err;

	wigeon_cachep = KMEM_CACHE(wigeon, 0);
	if (!wigeon_cachep)
		err = -ENOMEM;
	wigeon_b_cachep = kmem_cache_create("wigeon_b", 32, 0, 0, NULL);
	if (!wigeon_b_cachep) {
		err = -ENOMEM;
	}
	err = wigeon_register();
	return err;
}
module_init(wigeon_init);
