// SPDX-License-Identifier: GPL-2.0
// convert refuse_anchors_anchor_cachep
#include <linux/module.h>
#include <linux/slab.h>

#include "anchors.h"

void __init refuse_anchors_anchor_init(void)
{
	refuse_anchors_anchor_cachep = KMEM_CACHE(refuse_anchors_foo, SLAB_PANIC);
}
core_initcall(refuse_anchors_anchor_init);
