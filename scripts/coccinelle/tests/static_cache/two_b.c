// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>

#include "two.h"

void __init two_b_init(void)
{
	two_cachep = KMEM_CACHE(bar, SLAB_PANIC);
}
