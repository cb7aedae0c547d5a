// SPDX-License-Identifier: GPL-2.0
// refuse fuchsia_cachep: CAT2() can make a name of it
#include <linux/module.h>
#include <linux/slab.h>
#include "fuchsia.h"

struct fuchsia { int x; };
static struct kmem_cache *fuchsia_cachep;
void *fuchsia_get(void)
{
	return kmem_cache_alloc(fuchsia_cachep, GFP_KERNEL);
}

int fuchsia_ready(void)
{
	return FUCHSIA_READY();
}

static int __init fuchsia_init(void)
{
	fuchsia_cachep = KMEM_CACHE(fuchsia, 0);
	if (!fuchsia_cachep)
		return -ENOMEM;
	return 0;
}
module_init(fuchsia_init);

static void __exit fuchsia_exit(void)
{
	kmem_cache_destroy(fuchsia_cachep);
}
module_exit(fuchsia_exit);
