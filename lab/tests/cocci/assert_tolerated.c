// SPDX-License-Identifier: GPL-2.0
// refuse bittern_cachep: tested for NULL
// refuse bittern_b_cachep: tested for NULL
// convert bittern_c_cachep
// refuse bittern_d_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct bittern { int x; };
static struct kmem_cache *bittern_cachep, *bittern_b_cachep, *bittern_c_cachep, *bittern_d_cachep;

static void bittern_calm(int *err)
{
	*err = 0;
}

/* The initcall succeeds without three of them: then the assertions are more than words. */
static int __init bittern_init(void)
{
	int err = 0;

	bittern_c_cachep = KMEM_CACHE(bittern, 0);
	if (!bittern_c_cachep)
		return -ENOMEM;
	bittern_cachep = KMEM_CACHE(bittern, 0);
	if (!bittern_cachep)
		pr_warn("bittern: no cache\n");
	bittern_b_cachep = KMEM_CACHE(bittern, 0);
	if (!bittern_b_cachep)
		goto out;
	err = -ENOMEM;
	bittern_d_cachep = KMEM_CACHE(bittern, 0);
	if (!bittern_d_cachep)
		goto calm;
	err = bittern_register();
out:
	return err;
calm:
	bittern_calm(&err);
	return err;
}
module_init(bittern_init);

void *bittern_get(void)
{
	struct bittern *b;

	BUG_ON(!bittern_cachep);
	b = kmem_cache_alloc(bittern_cachep, GFP_KERNEL);
	return b;
}

void *bittern_get_c(void)
{
	struct bittern *b;

	BUG_ON(!bittern_c_cachep);
	b = kmem_cache_alloc(bittern_c_cachep, GFP_KERNEL);
	return b;
}

static void __exit bittern_exit(void)
{
	BUG_ON(!bittern_b_cachep);
	kmem_cache_destroy(bittern_b_cachep);
	BUG_ON(!bittern_d_cachep);
	kmem_cache_destroy(bittern_d_cachep);
}
module_exit(bittern_exit);
