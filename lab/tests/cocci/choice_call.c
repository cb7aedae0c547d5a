// SPDX-License-Identifier: GPL-2.0
// convert choice_call_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *choice_call_cachep;

static int __init choice_call_init(void)
{
	choice_call_cachep = kmem_cache_create("choice_call", 32, 0, 0, NULL);
	return (choice_call_cachep) ? 0 : fail("no: memory");
}
module_init(choice_call_init);
