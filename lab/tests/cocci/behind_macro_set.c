// SPDX-License-Identifier: GPL-2.0
// refuse behind_macro_set_cachep: is called behind a macro
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *behind_macro_set_cachep;

#define ALWAYS for (;;)
static int behind_macro_set_setup(void)
{
	behind_macro_set_cachep = kmem_cache_create("behind_macro_set", 32, 0, 0, NULL);
	if (!behind_macro_set_cachep)
		return -ENOMEM;
	return 0;
}

static int __init behind_macro_set_init(void)
{
	int err;

	ALWAYS err = behind_macro_set_setup();
	return err;
}
module_init(behind_macro_set_init);
