// SPDX-License-Identifier: GPL-2.0
// refuse tup_cachep: named in a string
#include <linux/module.h>
#include <linux/slab.h>

struct kmem_cache *tup_cachep;

int tup_there(void)
{
	return kallsyms_lookup_name("tup_cachep") != 0 && __symbol_get("tup_cachep");
}

static int __init tup_init(void)
{
	tup_cachep = kmem_cache_create("tup", 32, 0, 0, NULL);
	if (!tup_cachep)
		return -ENOMEM;
	return 0;
}
module_init(tup_init);
