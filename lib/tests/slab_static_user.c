// SPDX-License-Identifier: GPL-2.0
/*
 * Uses a static cache that somebody else sets up: linux/slab.h is enough.
 */

#include "slab_static_user.h"

#ifdef _LINUX_SLAB_STATIC_H
#error "a user of a static cache does not need linux/slab-static.h"
#endif

/* Allocate and free @n objects, of which no two may be the same. */
bool slab_static_use(unsigned int n, unsigned int size)
{
	bool ok = kmem_cache_size(slab_static_exported) == size;
	void *last = NULL, *p;

	while (n--) {
		p = kmem_cache_zalloc(slab_static_exported, GFP_KERNEL);
		ok &= p && p != last && !*(char *)p;
		if (last)
			kmem_cache_free(slab_static_exported, last);
		last = p;
	}
	kfree(last);
	return ok;
}
