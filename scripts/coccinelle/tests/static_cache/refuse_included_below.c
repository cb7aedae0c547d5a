// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *foo_cachep;

/* It has a member of that name. */
#include "included_below.h"

void __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, SLAB_PANIC);
}
