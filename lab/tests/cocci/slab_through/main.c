// SPDX-License-Identifier: GPL-2.0
// convert gnu_cachep
#include <linux/slab.h>
#include <linux/module.h>
#include "gnu.h"

struct kmem_cache *gnu_cachep;

static int __init gnu_init(void)
{
	gnu_cachep = kmem_cache_create("gnu", 32, 0, SLAB_PANIC, NULL);
	return 0;
}
module_init(gnu_init);
