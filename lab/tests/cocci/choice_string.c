// SPDX-License-Identifier: GPL-2.0
// convert choice_string_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *choice_string_cachep;

static int __init choice_string_init(void)
{
	choice_string_cachep = kmem_cache_create("choice_string", 32, 0, 0, NULL);
	return (choice_string_cachep == NULL ? fail("x? y:") : 0);
}
module_init(choice_string_init);
