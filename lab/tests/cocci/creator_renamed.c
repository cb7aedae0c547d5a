// SPDX-License-Identifier: GPL-2.0
// refuse creator_renamed_cachep: is the name of a macro
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *creator_renamed_cachep;

#define creator_renamed_all creator_renamed_real
static int creator_renamed_all(void)
{
	creator_renamed_cachep = kmem_cache_create("creator_renamed", 32, 0, 0, NULL);
	if (!creator_renamed_cachep)
		return -ENOMEM;
	return 0;
}

void creator_renamed_again(void)
{
	creator_renamed_real();
}

static int __init creator_renamed_init(void)
{
	return creator_renamed_all();
}
module_init(creator_renamed_init);
