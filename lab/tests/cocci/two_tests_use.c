// SPDX-License-Identifier: GPL-2.0
// convert stoat_a_cachep
// refuse stoat_b_cachep: tested for NULL
// convert stoat_c_cachep
// refuse stoat_d_cachep: it may be used without the other
// convert stoat_e_cachep
// refuse stoat_f_cachep: it may be used without the other
#include <linux/module.h>
#include <linux/slab.h>

struct stoat { int x; };
static struct kmem_cache *stoat_a_cachep, *stoat_b_cachep, *stoat_c_cachep, *stoat_d_cachep;
static struct kmem_cache *stoat_e_cachep, *stoat_f_cachep;

/* The module is there without the first, and the second is used. */
static int __init stoat_half(void)
{
	stoat_c_cachep = KMEM_CACHE(stoat, 0);
	stoat_d_cachep = KMEM_CACHE(stoat, SLAB_ACCOUNT);
	if (!stoat_c_cachep)
		return 0;
	if (!stoat_d_cachep)
		return -ENOMEM;
	return 0;
}

/* Nobody looks at what this returns. */
static int __init stoat_quiet(void)
{
	stoat_e_cachep = KMEM_CACHE(stoat, 0);
	stoat_f_cachep = KMEM_CACHE(stoat, SLAB_ACCOUNT);
	if (!stoat_e_cachep)
		return -ENOMEM;
	if (!stoat_f_cachep)
		return -ENOMEM;
	return 0;
}

static int __init stoat_init(void)
{
	stoat_quiet();
	if (stoat_half())
		return -ENOMEM;
	stoat_a_cachep = KMEM_CACHE(stoat, 0);
	stoat_b_cachep = KMEM_CACHE(stoat, SLAB_ACCOUNT);
	if (!stoat_a_cachep)
		goto second;
	if (!stoat_b_cachep)
		return -ENOMEM;
second:
	kmem_cache_shrink(stoat_b_cachep);
	return 0;
}
module_init(stoat_init);
