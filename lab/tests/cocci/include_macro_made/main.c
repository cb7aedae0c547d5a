// SPDX-License-Identifier: GPL-2.0
// refuse mauve_cachep: includes a file whose name is not in the line
#include <linux/module.h>
#include <linux/slab.h>
#include "mauve.h"

struct mauve { int x; };
static struct kmem_cache *mauve_cachep;
void *mauve_get(void)
{
	return kmem_cache_alloc(mauve_cachep, GFP_KERNEL);
}

int mauve_ready(void)
{
	return MAUVE_READY();
}

static int __init mauve_init(void)
{
	mauve_cachep = KMEM_CACHE(mauve, 0);
	if (!mauve_cachep)
		return -ENOMEM;
	return 0;
}
module_init(mauve_init);

static void __exit mauve_exit(void)
{
	kmem_cache_destroy(mauve_cachep);
}
module_exit(mauve_exit);
