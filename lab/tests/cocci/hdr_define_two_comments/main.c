// SPDX-License-Identifier: GPL-2.0
// refuse crimson_cachep: used by the macro CRIMSON_READY
#include <linux/module.h>
#include <linux/slab.h>
#include "crimson.h"

struct crimson { int x; };
static struct kmem_cache *crimson_cachep;
void *crimson_get(void)
{
	return kmem_cache_alloc(crimson_cachep, GFP_KERNEL);
}

int crimson_ready(void)
{
	return CRIMSON_READY();
}

static int __init crimson_init(void)
{
	crimson_cachep = KMEM_CACHE(crimson, 0);
	if (!crimson_cachep)
		return -ENOMEM;
	return 0;
}
module_init(crimson_init);

static void __exit crimson_exit(void)
{
	kmem_cache_destroy(crimson_cachep);
}
module_exit(crimson_exit);
