// SPDX-License-Identifier: GPL-2.0
// convert label_at_end_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *label_at_end_cachep;

static void label_at_end_exit(int x)
{
	kmem_cache_destroy(label_at_end_cachep);
	if (x)
		goto out;
	b();
out:	/* here */
	label_at_end_cachep = NULL;
}

static int __init label_at_end_init(void)
{
	label_at_end_cachep = kmem_cache_create("label_at_end", 32, 0, 0, NULL);
	if (!label_at_end_cachep)
		return -ENOMEM;
	return 0;
}
module_init(label_at_end_init);
