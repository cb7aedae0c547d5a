// SPDX-License-Identifier: GPL-2.0
// convert finch_cachep
// convert finch_b_cachep
// convert finch_c_cachep
// convert finch_d_cachep
// convert finch_e_cachep
// refuse finch_f_cachep: used twice in its test
// refuse finch_g_cachep: passed to WARN()
#include <linux/module.h>
#include <linux/slab.h>

struct finch { int x; };
static struct kmem_cache *finch_cachep, *finch_b_cachep, *finch_c_cachep, *finch_d_cachep;
static struct kmem_cache *finch_e_cachep, *finch_f_cachep, *finch_g_cachep;

/* WARN() says something, with commas in it. */
static int __init finch_init(void)
{
	int err;

	finch_cachep = kmem_cache_create("finch", sizeof(struct finch), 0, 0, NULL);
	if (WARN(!finch_cachep, "no %s, %d\n", "finch, none", 1))
		return -ENOMEM;
	if (WARN_ONCE(!(finch_b_cachep = KMEM_CACHE(finch, 0)), "none\n"))
		return -ENOMEM;
	finch_c_cachep = KMEM_CACHE(finch, 0);
	finch_d_cachep = KMEM_CACHE(finch, SLAB_ACCOUNT);
	if (unlikely(WARN(finch_c_cachep == NULL || !finch_d_cachep, "one of two\n")))
		return -ENOMEM;
	finch_e_cachep = KMEM_CACHE(finch, 0);
	WARN(!finch_e_cachep /* loud */, "none\n");
	finch_f_cachep = KMEM_CACHE(finch, 0);
	if (WARN(!finch_f_cachep, "%p\n", finch_f_cachep))
		return -ENOMEM;
	finch_g_cachep = KMEM_CACHE(finch, 0);
	WARN(finch_g_cachep, "there\n");
	err = 0;
	return err;
}
module_init(finch_init);
