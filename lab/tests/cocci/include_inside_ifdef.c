// SPDX-License-Identifier: GPL-2.0
// convert moth_cachep
#ifndef NO_MOTH
#include <linux/module.h>
#include <linux/slab.h>

struct moth { int x; };
static struct kmem_cache *moth_cachep;

static int __init moth_init(void)
{
	moth_cachep = KMEM_CACHE(moth, 0);
	if (!moth_cachep)
		return -ENOMEM;
	return 0;
}
module_init(moth_init);
#endif
