// SPDX-License-Identifier: GPL-2.0
// refuse behind_macro_cachep: is called behind a macro
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *behind_macro_cachep;

#define ALWAYS for (;;)
static int behind_macro_setup(void)
{
	behind_macro_cachep = kmem_cache_create("behind_macro", 32, 0, 0, NULL);
	if (!behind_macro_cachep)
		return -ENOMEM;
	return 0;
}

static int __init behind_macro_init(void)
{
	int err = behind_macro_setup();

	ALWAYS behind_macro_setup();
	return err;
}
module_init(behind_macro_init);
