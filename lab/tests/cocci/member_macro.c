// SPDX-License-Identifier: GPL-2.0
// refuse lid_cache: used by the macro BOX_CACHE
#include <linux/module.h>
#include <linux/slab.h>
#include "member_macro.h"

struct lid { int x; };
static struct kmem_cache *lid_cache;

void *box_get(struct box *b)
{
	return kmem_cache_alloc(BOX_CACHE(b), GFP_KERNEL);
}

static int __init lid_init(void)
{
	lid_cache = kmem_cache_create("lid", sizeof(struct lid), 0, 0, NULL);
	if (!lid_cache)
		return -ENOMEM;
	return 0;
}
module_init(lid_init);
