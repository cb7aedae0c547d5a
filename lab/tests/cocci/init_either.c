// SPDX-License-Identifier: GPL-2.0
// convert hare_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct hare { int x; };
static struct kmem_cache *hare_cachep;

static int __init hare_init(void)
{
	hare_cachep = KMEM_CACHE(hare, 0);
	if (!hare_cachep)
		return -ENOMEM;
	return 0;
}
#ifdef MODULE
module_init(hare_init);
#else
late_initcall(hare_init);
#endif
