// SPDX-License-Identifier: GPL-2.0
// convert smew_cachep
#include <linux/module.h>
#include <linux/slab.h>

/* What the pointer reads may not be overwritten. */
static struct kmem_cache *smew_cachep;

static int __init smew_init(void)
{
	int ret = 5, *p = &((ret));

	smew_cachep = kmem_cache_create("smew", 32, 0, 0, NULL);
	if (!smew_cachep)
		return -ENOMEM;
	return smew_more(*p);
}
module_init(smew_init);
