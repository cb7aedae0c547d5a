// SPDX-License-Identifier: GPL-2.0
// refuse cerise_cachep: used by the macro CERISE_READY
#include <linux/module.h>
#include <linux/slab.h>
#include "cerise.h"

struct cerise { int x; };
static struct kmem_cache *cerise_cachep;
void *cerise_get(void)
{
	return kmem_cache_alloc(cerise_cachep, GFP_KERNEL);
}

int cerise_ready(void)
{
	return CERISE_READY();
}

static int __init cerise_init(void)
{
	cerise_cachep = KMEM_CACHE(cerise, 0);
	if (!cerise_cachep)
		return -ENOMEM;
	return 0;
}
module_init(cerise_init);

static void __exit cerise_exit(void)
{
	kmem_cache_destroy(cerise_cachep);
}
module_exit(cerise_exit);
