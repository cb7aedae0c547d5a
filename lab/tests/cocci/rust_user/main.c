// SPDX-License-Identifier: GPL-2.0
// refuse sow_cachep: used in
#include <linux/module.h>
#include <linux/slab.h>
#include "sow.h"

struct kmem_cache *sow_cachep;

static int __init sow_init(void)
{
	sow_cachep = kmem_cache_create("sow", 32, 0, 0, NULL);
	if (!sow_cachep)
		return -ENOMEM;
	return 0;
}
module_init(sow_init);
