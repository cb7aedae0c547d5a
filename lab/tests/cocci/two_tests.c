// SPDX-License-Identifier: GPL-2.0
// convert otter_a_cachep
// convert otter_b_cachep
// convert otter_c_cachep
// convert otter_d_cachep
// convert otter_e_cachep
// convert otter_f_cachep
// convert otter_g_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct otter { int x; };
static struct kmem_cache *otter_a_cachep, *otter_b_cachep, *otter_c_cachep;
static struct kmem_cache *otter_d_cachep, *otter_e_cachep;
static struct kmem_cache *otter_f_cachep, *otter_g_cachep;

/* Creations, and then a test of each: each call goes where its test is. */
static int __init otter_more(void)
{
	otter_d_cachep = KMEM_CACHE(otter, 0);
	otter_e_cachep = KMEM_CACHE(otter, SLAB_ACCOUNT);
	if (!otter_d_cachep)
		return -ENOMEM;
	return otter_e_cachep ? 0 : -ENOMEM;
}

/* Nobody tells a panic from another. */
static void __init otter_must(void)
{
	otter_f_cachep = KMEM_CACHE(otter, 0);
	otter_g_cachep = KMEM_CACHE(otter, SLAB_ACCOUNT);
	BUG_ON(!otter_f_cachep);
	BUG_ON(!otter_g_cachep);
}

static int __init otter_init(void)
{
	int ret = -ENOMEM;

	otter_must();
	otter_a_cachep = KMEM_CACHE(otter, 0);
	otter_b_cachep = KMEM_CACHE(otter, SLAB_ACCOUNT);
	otter_c_cachep = kmem_cache_create("otter_c", 64, 0, 0, NULL);
	if (!otter_a_cachep) {
		pr_err("no otters\n");
		goto out;
	}
	if (unlikely(otter_b_cachep == NULL))
		goto out;
	if (WARN_ON(!otter_c_cachep))
		goto out;
	ret = otter_more();
	if (ret)
		goto out;
	return 0;
out:
	if (otter_c_cachep)
		kmem_cache_destroy(otter_c_cachep);
	kmem_cache_destroy(otter_b_cachep);
	kmem_cache_destroy(otter_a_cachep);
	return ret;
}
module_init(otter_init);
