// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

#include "anchors.h"

void __init anchor_init(void)
{
	anchor_cachep = KMEM_CACHE(foo, SLAB_PANIC);
}
