// SPDX-License-Identifier: GPL-2.0
// refuse other_member_cachep: also the name of a parameter or variable
#include <linux/module.h>
#include <linux/slab.h>
#include "other_member.h"

struct kmem_cache *other_member_cachep;

static int __init other_member_init(void)
{
	other_member_cachep = kmem_cache_create("other_member", 32, 0, 0, NULL);
	if (!other_member_cachep)
		return -ENOMEM;
	return 0;
}
module_init(other_member_init);
