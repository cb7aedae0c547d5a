// SPDX-License-Identifier: GPL-2.0
// refuse pasted_far_cachep: can make a name of it
#include <linux/module.h>
#include <linux/slab.h>
#include "pasted_far.h"

struct kmem_cache *pasted_far_cachep;

static int __init pasted_far_init(void)
{
	pasted_far_cachep = kmem_cache_create("pasted_far", 32, 0, 0, NULL);
	if (!pasted_far_cachep)
		return -ENOMEM;
	return 0;
}
module_init(pasted_far_init);
