// SPDX-License-Identifier: GPL-2.0
// convert choice_foo_cachep
// convert choice_bar_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *choice_foo_cachep;
static struct kmem_cache *choice_bar_cachep;

static int __init choice_foo_init(void)
{
	choice_foo_cachep = KMEM_CACHE(choice_foo, 0);
	return choice_foo_cachep ? 0 : -ENOMEM;
}
module_init(choice_foo_init);

static int __init choice_bar_init(void)
{
	choice_bar_cachep = KMEM_CACHE(choice_bar, 0);
	if (choice_bar_cachep)
		return 0;
	return -ENOMEM;
}
fs_initcall(choice_bar_init);
