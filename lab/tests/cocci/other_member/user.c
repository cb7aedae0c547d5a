// SPDX-License-Identifier: GPL-2.0
#include <linux/slab.h>
#include "other_member.h"
#include "other.h"

void *other_member_use(void)
{
	return kmem_cache_alloc(other_member_cachep, GFP_KERNEL);
}
