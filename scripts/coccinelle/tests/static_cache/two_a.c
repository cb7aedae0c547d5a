// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

#include "two.h"

struct kmem_cache *two_cachep;

void __init two_a_init(void)
{
	two_cachep = KMEM_CACHE(foo, SLAB_PANIC);
}
