// SPDX-License-Identifier: GPL-2.0
// refuse boa_cachep: declared in a way
#include <linux/module.h>
#include <linux/slab.h>

struct boa { int x; };
static struct kmem_cache *boa_cachep, **boa_all;


static int __init boa_init(void)
{
	boa_cachep = kmem_cache_create("boa", sizeof(struct boa), 0, 0, NULL);
	if (!boa_cachep)
		return -ENOMEM;
	return 0;
}
module_init(boa_init);
