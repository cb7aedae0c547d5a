// SPDX-License-Identifier: GPL-2.0
// refuse zho_cachep: kept in the member
#include <linux/module.h>
#include <linux/slab.h>
#include "zho.h"

static struct kmem_cache *zho_cachep;
static struct zho zho;

void zho_fill(void)
{
	zho.pool = zho_cachep;
}

static int __init zho_init(void)
{
	zho_cachep = kmem_cache_create("zho", 32, 0, 0, NULL);
	if (!zho_cachep)
		return -ENOMEM;
	return 0;
}
module_init(zho_init);
