// SPDX-License-Identifier: GPL-2.0
// refuse lob_cachep: created more than once perhaps
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *lob_cachep;

#define RUN(x) x##_init()

static int lob_init(void);
int lob_open(void)
{
	return RUN(lob);
}

static int __init lob_init(void)
{
	lob_cachep = kmem_cache_create("lob", 32, 0, 0, NULL);
	if (!lob_cachep)
		return -ENOMEM;
	return 0;
}
module_init(lob_init);
