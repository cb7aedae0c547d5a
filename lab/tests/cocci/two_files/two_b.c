// SPDX-License-Identifier: GPL-2.0
// refuse refuse_two_files_two_cachep: created in several files
#include <linux/module.h>
#include <linux/slab.h>

#include "two.h"

void __init refuse_two_files_two_b_init(void)
{
	refuse_two_files_two_cachep = KMEM_CACHE(refuse_two_files_bar, SLAB_PANIC);
}
