// SPDX-License-Identifier: GPL-2.0
// convert fig_cachep
#include <linux/module.h>
#include <linux/slab.h>
#include "export_ns.h"

struct fig { int x; };
struct kmem_cache *fig_cachep;
EXPORT_SYMBOL_NS_GPL(fig_cachep, "FIG");

static int __init fig_init(void)
{
	fig_cachep = kmem_cache_create("fig", sizeof(struct fig), 0, 0, NULL);
	if (!fig_cachep)
		return -ENOMEM;
	return 0;
}
module_init(fig_init);
