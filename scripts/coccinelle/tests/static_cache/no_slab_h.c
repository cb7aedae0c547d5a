// SPDX-License-Identifier: GPL-2.0
#include <linux/fs.h>
#include <linux/mm.h>
#include "foo.h"

static struct kmem_cache *foo_cachep;

void __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, SLAB_PANIC);
}
