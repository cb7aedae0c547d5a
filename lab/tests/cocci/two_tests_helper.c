// SPDX-License-Identifier: GPL-2.0
// convert crake_a_cachep
// refuse crake_b_cachep: tested for NULL
// convert crake_c_cachep
// refuse crake_d_cachep: tested for NULL
// convert crake_e_cachep
// refuse crake_f_cachep: it may be used without the other
// refuse crake_g_cachep: the others may be used without it
// refuse crake_h_cachep: the others may be used without it
// convert crake_i_cachep
// refuse crake_j_cachep: it may be used without the other
#include <linux/module.h>
#include <linux/slab.h>

struct crake { int x; };
static struct kmem_cache *crake_a_cachep, *crake_b_cachep, *crake_c_cachep, *crake_d_cachep;
static struct kmem_cache *crake_e_cachep, *crake_f_cachep, *crake_g_cachep, *crake_h_cachep;
static struct kmem_cache *crake_i_cachep, *crake_j_cachep;
#define CRAKE_LEAVE() do { goto flush; } while (0)

/* The second is used where the first fails, by a function, or behind a macro. */
static void crake_flush(void)
{
	kmem_cache_shrink(crake_b_cachep);
}

static int __init crake_jump(void)
{
	crake_c_cachep = KMEM_CACHE(crake, 0);
	crake_d_cachep = KMEM_CACHE(crake, SLAB_ACCOUNT);
	if (!crake_c_cachep) {
		CRAKE_LEAVE();
		return -ENOMEM;
	}
	if (!crake_d_cachep)
		return -ENOMEM;
	return 0;
flush:
	kmem_cache_shrink(crake_d_cachep);
	return -ENOMEM;
}

/* What was an error no longer is one where the test is. */
static int __init crake_zero(void)
{
	int err = -ENOMEM;

	crake_e_cachep = KMEM_CACHE(crake, 0);
	crake_f_cachep = KMEM_CACHE(crake, SLAB_ACCOUNT);
	err = 0;
	if (!crake_e_cachep)
		goto out;
	if (!crake_f_cachep)
		return -ENOMEM;
out:
	return err;
}

static int __init crake_sum(void)
{
	int err = -ENOMEM;

	crake_i_cachep = KMEM_CACHE(crake, 0);
	crake_j_cachep = KMEM_CACHE(crake, SLAB_ACCOUNT);
	if (!crake_i_cachep)
		goto out;
	if (!crake_j_cachep)
		return -ENOMEM;
	return 0;
out:
	err += ENOMEM;
	return err;
}

static int __init crake_both(void)
{
	int err = -ENOMEM;

	crake_g_cachep = KMEM_CACHE(crake, 0);
	crake_h_cachep = KMEM_CACHE(crake, SLAB_ACCOUNT);
	err = 0;
	if (!crake_g_cachep || !crake_h_cachep)
		goto out;
out:
	return err;
}

static int __init crake_init(void)
{
	crake_a_cachep = KMEM_CACHE(crake, 0);
	crake_b_cachep = KMEM_CACHE(crake, SLAB_ACCOUNT);
	if (!crake_a_cachep) {
		crake_flush();
		return -ENOMEM;
	}
	if (!crake_b_cachep)
		return -ENOMEM;
	if (crake_jump() || crake_zero() || crake_sum() || crake_both())
		return -ENOMEM;
	return 0;
}
module_init(crake_init);
