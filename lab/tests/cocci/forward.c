// SPDX-License-Identifier: GPL-2.0
// convert newt_cachep
struct kmem_cache;
struct newt;

#include <linux/module.h>
#include <linux/slab.h>

struct newt { int x; };
static struct kmem_cache *newt_cachep;

static int __init newt_init(void)
{
	newt_cachep = KMEM_CACHE(newt, 0);
	if (!newt_cachep)
		return -ENOMEM;
	return 0;
}
module_init(newt_init);
