// SPDX-License-Identifier: GPL-2.0
// refuse dodo_cachep: created more than once perhaps: may run again, from the label again, which a macro makes|spatch cannot parse this
#include <linux/module.h>
#include <linux/slab.h>

#define DODO_ENTRY() again:

static struct kmem_cache *dodo_cachep;
static int dodo_tries;

static int __init dodo_init(void)
{
	DODO_ENTRY();
	dodo_cachep = kmem_cache_create("dodo", 32, 0, 0, NULL);
	if (!dodo_cachep)
		return -ENOMEM;
	if (dodo_tries++ < 3)
		goto again;
	return 0;
}
module_init(dodo_init);
