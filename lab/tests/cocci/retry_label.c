// SPDX-License-Identifier: GPL-2.0
// refuse doe_cachep: may run again, from the label again
#include <linux/module.h>
#include <linux/slab.h>

struct doe { int x; };
static struct kmem_cache *doe_cachep;
int doe_start(void);

static int __init doe_init(void)
{
again:
	doe_cachep = KMEM_CACHE(doe, 0);
	if (!doe_cachep)
		return -ENOMEM;
	if (doe_start()) {
		kmem_cache_destroy(doe_cachep);
		goto again;
	}
	return 0;
}
module_init(doe_init);
