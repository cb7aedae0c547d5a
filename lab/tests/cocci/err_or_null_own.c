// SPDX-License-Identifier: GPL-2.0
// refuse shrew_cachep: IS_ERR_OR_NULL() has another meaning here
#include <linux/module.h>
#include <linux/slab.h>

#undef IS_ERR_OR_NULL
#define IS_ERR_OR_NULL(p) ((long)(p) > 0)
struct shrew { int x; };
static struct kmem_cache *shrew_cachep;

static int __init shrew_init(void)
{
	shrew_cachep = KMEM_CACHE(shrew, 0);
	if (IS_ERR_OR_NULL(shrew_cachep))
		return -ENOMEM;
	return 0;
}
module_init(shrew_init);
