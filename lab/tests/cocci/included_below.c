// SPDX-License-Identifier: GPL-2.0
// convert included_below_foo_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *included_below_foo_cachep;

/* It has a member of that name. */
#include "included_below.h"

void __init included_below_foo_init(void)
{
	included_below_foo_cachep = KMEM_CACHE(included_below_foo, SLAB_PANIC);
}
core_initcall(included_below_foo_init);
