// SPDX-License-Identifier: GPL-2.0
// refuse ibis_a_cachep: its test is one of several, and the others may be used without it
// refuse ibis_b_cachep: its test is one of several, and the others may be used without it|its test depends on others
// refuse ibis_c_cachep: its test is one of several, and the others may be used without it
// refuse ibis_d_cachep: its test is one of several, and the others may be used without it|its test depends on others
// convert ibis_e_cachep
// convert ibis_f_cachep
// convert ibis_g_cachep
// convert ibis_h_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct ibis { int x; };
static struct kmem_cache *ibis_a_cachep, *ibis_b_cachep, *ibis_c_cachep, *ibis_d_cachep;
static struct kmem_cache *ibis_e_cachep, *ibis_f_cachep, *ibis_g_cachep, *ibis_h_cachep;

/* Without the first, the second would never be set up, and the module uses it. */
static void __init ibis_some(void)
{
	ibis_a_cachep = KMEM_CACHE(ibis, 0);
	ibis_b_cachep = KMEM_CACHE(ibis, SLAB_ACCOUNT);
	if (!ibis_a_cachep || !ibis_b_cachep)
		pr_warn("some ibises are slow\n");
}

static int __init ibis_zero(void)
{
	int rc = 0;

	ibis_c_cachep = KMEM_CACHE(ibis, 0);
	ibis_d_cachep = KMEM_CACHE(ibis, SLAB_ACCOUNT);
	if (!ibis_c_cachep || !ibis_d_cachep) {
		pr_warn("no ibises\n");
		goto out;
	}
out:
	return rc;
}

static int __init ibis_both(void)
{
	ibis_e_cachep = KMEM_CACHE(ibis, 0);
	ibis_f_cachep = KMEM_CACHE(ibis, SLAB_ACCOUNT);
	if (ibis_e_cachep && ibis_f_cachep)
		return 0;
	kmem_cache_destroy(ibis_e_cachep);
	kmem_cache_destroy(ibis_f_cachep);
	return -ENOMEM;
}

static int __init ibis_init(void)
{
	int err = ibis_both();

	if (err)
		return err;
	ibis_some();
	err = ibis_zero();
	if (err)
		return err;
	ibis_g_cachep = KMEM_CACHE(ibis, 0);
	ibis_h_cachep = KMEM_CACHE(ibis, SLAB_ACCOUNT);
	if (ibis_g_cachep && ibis_h_cachep) {
		pr_info("ibises\n");
	} else {
		kmem_cache_destroy(ibis_g_cachep);
		kmem_cache_destroy(ibis_h_cachep);
		return -ENOMEM;
	}
	return 0;
}
module_init(ibis_init);
