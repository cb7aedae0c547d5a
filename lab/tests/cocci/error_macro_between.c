// SPDX-License-Identifier: GPL-2.0
// convert teal_a_cachep
// convert teal_b_cachep
#include <linux/module.h>
#include <linux/slab.h>

#define teal_set() (ret = -EIO)
#define teal_note() pr_info("%d\n", ret)

static struct kmem_cache *teal_a_cachep, *teal_b_cachep;

/* What is returned is -EIO, not -ENOMEM. */
static int __init teal_a_init(void)
{
	int ret;

	ret = -ENOMEM;
	teal_set();
	teal_a_cachep = kmem_cache_create("teal_a", 32, 0, 0, NULL);
	if (!teal_a_cachep)
		goto out;
	ret = 0;
out:
	return ret;
}
module_init(teal_a_init);

/* The note prints 7. */
static int __init teal_b_init(void)
{
	int ret = 7;

	teal_b_cachep = kmem_cache_create("teal_b", 32, 0, 0, NULL);
	if (!teal_b_cachep) {
		teal_note();
		ret = -ENOMEM;
		goto out;
	}
	ret = 0;
out:
	return ret;
}
late_initcall(teal_b_init);
