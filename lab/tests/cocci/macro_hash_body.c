// SPDX-License-Identifier: GPL-2.0
// refuse macro_hash_body_cachep: used in the body of the macro macro_hash_body_free
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *macro_hash_body_cachep;

#define macro_hash_body_free(p) do { pr_debug(#p); if (macro_hash_body_cachep) kmem_cache_free(macro_hash_body_cachep, p); } while (0)
void macro_hash_body_drop(void *x)
{
	macro_hash_body_free(x);
}

static int __init macro_hash_body_init(void)
{
	macro_hash_body_cachep = kmem_cache_create("macro_hash_body", 32, 0, 0, NULL);
	if (!macro_hash_body_cachep)
		return -ENOMEM;
	return 0;
}
module_init(macro_hash_body_init);
