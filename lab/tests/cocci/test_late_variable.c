// SPDX-License-Identifier: GPL-2.0
// convert godwit_cachep
// convert godwit_b_cachep
// convert godwit_c_cachep
// convert godwit_d_cachep
// convert godwit_e_cachep
// refuse godwit_f_cachep: its test depends on others|its test does not follow at once
// refuse godwit_g_cachep: its test depends on others|its test does not follow at once
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/mutex.h>

#define err(text) pr_err(text)
static DEFINE_MUTEX(godwit_lock);
static struct kmem_cache *godwit_cachep, *godwit_b_cachep, *godwit_c_cachep, *godwit_d_cachep;
static struct kmem_cache *godwit_e_cachep, *godwit_f_cachep, *godwit_g_cachep;
static int *godwit_pool;

/* A new variable, declared once, below a comment; err() is a macro, ret is 0 so far. */
static int __init godwit_init_locked(void)
{
	int ret = 0;	/* so far
			   so good */

	mutex_lock(&godwit_lock);
	godwit_cachep = kmem_cache_create("godwit", 32, 0, 0, NULL);
	mutex_unlock(&godwit_lock);
	if (!godwit_cachep)
		ret = -ENOMEM;
	mutex_lock(&godwit_lock);
	godwit_b_cachep = kmem_cache_create("godwit_b", 32, 0, 0, NULL);
	mutex_unlock(&godwit_lock);
	if (godwit_b_cachep != NULL)
		err("godwit: good\n");
	else if (!ret)
		ret = -ENOBUFS;
	return ret;
}

/* One that is there. */
static int __init godwit_init_named(void)
{
	char *name = kasprintf(GFP_KERNEL, "godwit-%d", 3);
	int ret;

	if (!name)
		return -ENOMEM;
	godwit_c_cachep = kmem_cache_create(name, 8, 0, 0, NULL);
	kfree(name);
	return godwit_c_cachep ? 0 : -ENOMEM;
}

/* One test for it and for something else, in a function without variables. */
static bool __init godwit_init_pool(void)
{
	godwit_d_cachep = kmem_cache_create("godwit_d", 32, 0, 0, NULL);
	godwit_pool = kzalloc(32, GFP_KERNEL);
	if (!godwit_pool || !godwit_d_cachep)
		goto fail;
	return true;
fail:
	kfree(godwit_pool);
	kmem_cache_destroy(godwit_d_cachep);
	return false;
}

static bool __init godwit_init_one_line(void) { godwit_e_cachep = kmem_cache_create("e", 8, 0, 0, NULL); godwit_note(); if (!godwit_e_cachep) return false; return true; }

/* Two would want two of them. */
static int __init godwit_init_two(void)
{
	godwit_f_cachep = kmem_cache_create("godwit_f", 32, 0, 0, NULL);
	godwit_g_cachep = kmem_cache_create("godwit_g", 32, 0, 0, NULL);
	godwit_note();
	if (!godwit_f_cachep || !godwit_g_cachep)
		return -ENOMEM;
	return 0;
}

static int __init godwit_init(void)
{
	int error = godwit_init_locked();

	if (error)
		return error;
	error = godwit_init_named();
	if (error)
		return error;
	if (!godwit_init_pool())
		return -ENOMEM;
	if (!godwit_init_one_line())
		return -ENOMEM;
	return godwit_init_two();
}
module_init(godwit_init);
