// SPDX-License-Identifier: GPL-2.0
// refuse ochre_cachep: a word goes on in the next line of a header
#include <linux/module.h>
#include <linux/slab.h>
#include "ochre.h"

struct ochre { int x; };
static struct kmem_cache *ochre_cachep;
void *ochre_get(void)
{
	return kmem_cache_alloc(ochre_cachep, GFP_KERNEL);
}

int ochre_ready(void)
{
	return OCHRE_READY();
}

static int __init ochre_init(void)
{
	ochre_cachep = KMEM_CACHE(ochre, 0);
	if (!ochre_cachep)
		return -ENOMEM;
	return 0;
}
module_init(ochre_init);

static void __exit ochre_exit(void)
{
	kmem_cache_destroy(ochre_cachep);
}
module_exit(ochre_exit);
