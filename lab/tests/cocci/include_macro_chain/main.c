// SPDX-License-Identifier: GPL-2.0
// refuse magenta_cachep: includes a file whose name is not in the line
#include <linux/module.h>
#include <linux/slab.h>
#include "magenta.h"

struct magenta { int x; };
static struct kmem_cache *magenta_cachep;
void *magenta_get(void)
{
	return kmem_cache_alloc(magenta_cachep, GFP_KERNEL);
}

int magenta_ready(void)
{
	return MAGENTA_READY();
}

static int __init magenta_init(void)
{
	magenta_cachep = KMEM_CACHE(magenta, 0);
	if (!magenta_cachep)
		return -ENOMEM;
	return 0;
}
module_init(magenta_init);

static void __exit magenta_exit(void)
{
	kmem_cache_destroy(magenta_cachep);
}
module_exit(magenta_exit);
