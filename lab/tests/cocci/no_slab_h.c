// SPDX-License-Identifier: GPL-2.0
// convert no_slab_h_foo_cachep
#include <linux/fs.h>
#include <linux/mm.h>
#include "foo.h"

static struct kmem_cache *no_slab_h_foo_cachep;

void __init no_slab_h_foo_init(void)
{
	no_slab_h_foo_cachep = KMEM_CACHE(no_slab_h_foo, SLAB_PANIC);
}
core_initcall(no_slab_h_foo_init);
