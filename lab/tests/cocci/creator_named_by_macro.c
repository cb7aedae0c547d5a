// SPDX-License-Identifier: GPL-2.0
// refuse creator_named_by_macro_cachep: head a macro makes|spatch cannot parse this
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *creator_named_by_macro_cachep;

#define FN(x) creator_named_by_macro_##x
static int FN(setup)(void)
{
	creator_named_by_macro_cachep = kmem_cache_create("creator_named_by_macro", 32, 0, 0, NULL);
	if (!creator_named_by_macro_cachep)
		return -ENOMEM;
	return 0;
}

void creator_named_by_macro_again(void)
{
	creator_named_by_macro_setup();
}

static int __init creator_named_by_macro_init(void)
{
	return FN(setup)();
}
module_init(creator_named_by_macro_init);
