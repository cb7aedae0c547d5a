// SPDX-License-Identifier: GPL-2.0
// refuse eft_cachep: copied to s: compared
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *eft_cachep;

#define NOWHERE NULL
int eft_ready(void)
{
	struct kmem_cache *s = eft_cachep;

	return s != NOWHERE;
}

static int __init eft_init(void)
{
	eft_cachep = kmem_cache_create("eft", 32, 0, 0, NULL);
	if (!eft_cachep)
		return -ENOMEM;
	return 0;
}
module_init(eft_init);
