// SPDX-License-Identifier: GPL-2.0
// convert eft_cachep
extern struct kmem_cache *eft_cachep;

#include <linux/module.h>
#include <linux/slab.h>

struct eft { int x; };
struct kmem_cache *eft_cachep;

static int __init eft_init(void)
{
	eft_cachep = KMEM_CACHE(eft, 0);
	if (!eft_cachep)
		return -ENOMEM;
	return 0;
}
module_init(eft_init);
