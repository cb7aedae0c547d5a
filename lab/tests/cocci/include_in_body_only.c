// SPDX-License-Identifier: GPL-2.0
// refuse veery_cachep: no include to put linux/slab-static.h after
/* All headers are forced by the Makefile of somebody else; this one is code. */
static int __init veery_probe(void)
{
#include <linux/veery_body.h>
	return 0;
}

static struct kmem_cache *veery_cachep;

static int __init veery_init(void)
{
	veery_cachep = kmem_cache_create("veery", 32, 0, 0, NULL);
	if (!veery_cachep)
		return -ENOMEM;
	return veery_probe();
}
module_init(veery_init);
