// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>
#include "together.h"

struct kmem_cache *first_cachep;
struct kmem_cache *second_cachep;

static int __init together_init(void)
{
	first_cachep = KMEM_CACHE(first, SLAB_PANIC);
	second_cachep = KMEM_CACHE(second, SLAB_PANIC);
	return 0;
}
module_init(together_init);
