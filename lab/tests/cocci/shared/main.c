// SPDX-License-Identifier: GPL-2.0
// convert crow_cachep
// convert dove_cachep
#include <linux/module.h>
#include <linux/slab.h>

#include "crow.h"

struct crow { int x; };
struct kmem_cache *crow_cachep;
struct kmem_cache *dove_cachep;
EXPORT_SYMBOL_GPL(dove_cachep);

static int __init crow_init(void)
{
	crow_cachep = KMEM_CACHE(crow, SLAB_PANIC);
	dove_cachep = KMEM_CACHE(crow, SLAB_PANIC);
	return 0;
}
module_init(crow_init);
