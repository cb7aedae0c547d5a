// SPDX-License-Identifier: GPL-2.0
// refuse bee_cachep: compared
#include <linux/module.h>
#include <linux/slab.h>

struct bee { int x; };
static struct kmem_cache *bee_cachep;

bool bee_is(struct kmem_cache *s)
{
	return s == bee_cachep;
}

static int __init bee_init(void)
{
	bee_cachep = kmem_cache_create("bee", sizeof(struct bee), 0, 0, NULL);
	if (!bee_cachep)
		return -ENOMEM;
	return 0;
}
module_init(bee_init);
