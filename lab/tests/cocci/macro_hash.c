// SPDX-License-Identifier: GPL-2.0
// refuse macro_hash_cachep: which is not known to take a cache
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *macro_hash_cachep;

#define macro_hash_free(c, p) do { kmem_cache_free(c, p); pr_debug(#p); if (!(c)) oops(); } while (0)
void macro_hash_drop(void *x)
{
	macro_hash_free(macro_hash_cachep, x);
}

static int __init macro_hash_init(void)
{
	macro_hash_cachep = kmem_cache_create("macro_hash", 32, 0, 0, NULL);
	if (!macro_hash_cachep)
		return -ENOMEM;
	return 0;
}
module_init(macro_hash_init);
