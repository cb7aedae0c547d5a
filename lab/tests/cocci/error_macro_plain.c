// SPDX-License-Identifier: GPL-2.0
// convert dunlin_cachep
#include <linux/module.h>
#include <linux/slab.h>
#include "error_macro_plain.h"

/* The result of the probe is returned by a macro, so nothing else may be written there. */
static struct kmem_cache *dunlin_cachep;

static int __init dunlin_init(void)
{
	int ret = dunlin_probe();

	dunlin_cachep = kmem_cache_create("dunlin", 32, 0, 0, NULL);
	if (!dunlin_cachep)
		return -ENOMEM;
	return DUNLIN_RET;
}
module_init(dunlin_init);
