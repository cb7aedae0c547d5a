// SPDX-License-Identifier: GPL-2.0
// convert dotterel_cachep
// convert dotterel_b_cachep
// refuse dotterel_c_cachep: tested for NULL
// refuse dotterel_d_cachep: tested for NULL
// refuse dotterel_e_cachep: tested for NULL
// refuse dotterel_f_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct dotterel { int x; };
static struct kmem_cache *dotterel_cachep, *dotterel_b_cachep, *dotterel_c_cachep;
static struct kmem_cache *dotterel_d_cachep, *dotterel_e_cachep, *dotterel_f_cachep;

static int __init dotterel_make_d(void)
{
	int ret = 0;

	dotterel_d_cachep = KMEM_CACHE(dotterel, SLAB_ACCOUNT);
	if (!dotterel_d_cachep)
		goto out;
	ret = dotterel_register();
out:
	return ret;
}

static int __init dotterel_make_e(void)
{
	dotterel_e_cachep = KMEM_CACHE(dotterel, SLAB_ACCOUNT);
	return dotterel_e_cachep ? 0 : -ENOMEM;
}

static int __init dotterel_init(void)
{
	int err = -ENOMEM;

	dotterel_cachep = KMEM_CACHE(dotterel, 0);
	if (!dotterel_cachep)
		goto out;
	dotterel_b_cachep = KMEM_CACHE(dotterel, SLAB_ACCOUNT);
	if (!dotterel_b_cachep)
		goto out_b;
	dotterel_c_cachep = KMEM_CACHE(dotterel, SLAB_ACCOUNT);
	if (!dotterel_c_cachep)
		goto out_c;
	err = dotterel_make_d();
	if (err)
		goto out_c;
	err = dotterel_make_e();
	if (err)
		pr_warn("dotterel: no e\n");
	dotterel_f_cachep = KMEM_CACHE(dotterel, SLAB_PANIC);
	return 0;
out_c:
	kmem_cache_destroy(dotterel_b_cachep);
out_b:
	kmem_cache_destroy(dotterel_cachep);
out:
	return err;
}
module_init(dotterel_init);

/* Runs when the module is unloaded, so it is there. */
static void dotterel_free(void)
{
	if (!dotterel_cachep)
		return;
	dotterel_unregister();
	kmem_cache_destroy(dotterel_cachep);
	dotterel_cachep = NULL;
}

/* Waiting for nothing does no harm. */
void dotterel_free_b(void)
{
	if (!dotterel_b_cachep)
		return;
	rcu_barrier();
	kmem_cache_destroy(dotterel_b_cachep);
	dotterel_b_cachep = NULL;
}

/* Runs twice: the second time it is not there. */
static void dotterel_free_c(void)
{
	if (!dotterel_c_cachep)
		return;
	dotterel_unregister();
	kmem_cache_destroy(dotterel_c_cachep);
	dotterel_c_cachep = NULL;
}

/* The initcall may have succeeded without it: make_d() returns 0, and make_e() is not heard. */
static void dotterel_free_d(void)
{
	if (!dotterel_d_cachep)
		return;
	dotterel_unregister();
	kmem_cache_destroy(dotterel_d_cachep);
}

static void dotterel_free_e(void)
{
	if (!dotterel_e_cachep)
		return;
	dotterel_unregister();
	kmem_cache_destroy(dotterel_e_cachep);
}

/* It was destroyed before. */
void dotterel_drop(void)
{
	kmem_cache_destroy(dotterel_f_cachep);
	dotterel_f_cachep = NULL;
}

static void __exit dotterel_exit(void)
{
	dotterel_free();
	dotterel_free_b();
	dotterel_free_c();
	dotterel_free_c();
	dotterel_free_d();
	dotterel_free_e();
	if (!dotterel_f_cachep)
		return;
	dotterel_unregister();
	kmem_cache_destroy(dotterel_f_cachep);
}
module_exit(dotterel_exit);
