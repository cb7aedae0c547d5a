// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *tansy_cachep;
#include "tansy_make.cinc"

static int __init tansy_init(void)
{
	return tansy_make();
}
module_init(tansy_init);
