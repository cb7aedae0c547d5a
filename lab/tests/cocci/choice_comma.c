// SPDX-License-Identifier: GPL-2.0
// refuse choice_comma_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *choice_comma_cachep;

static int __init choice_comma_init(void)
{
	choice_comma_cachep = kmem_cache_create("choice_comma", 32, 0, 0, NULL);
	return choice_comma_cachep ? 0 : f(), g();
}
module_init(choice_comma_init);
