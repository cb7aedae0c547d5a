// SPDX-License-Identifier: GPL-2.0
// refuse quail_cachep: used in module_param()
#include <linux/module.h>
#include <linux/slab.h>

struct quail { int x; };
static struct kmem_cache *quail_cachep;

module_param(quail_cachep, ulong, 0444);

static int __init quail_init(void)
{
	quail_cachep = kmem_cache_create("quail", sizeof(struct quail), 0, 0, NULL);
	if (!quail_cachep)
		return -ENOMEM;
	return 0;
}
module_init(quail_init);
