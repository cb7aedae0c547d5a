// SPDX-License-Identifier: GPL-2.0
// convert smew_cachep
// convert smew_b_cachep
// convert smew_c_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct smew { int x; };
static struct kmem_cache *smew_cachep, *smew_b_cachep, *smew_c_cachep;

static void smew_sorry(void)
{
	pr_err("smew: sorry\n");
}

static void __init smew_make_c(void)
{
	smew_c_cachep = KMEM_CACHE(smew, SLAB_PANIC | SLAB_ACCOUNT);
	if (!smew_c_cachep)
		smew_sorry();
}

/* Nothing but these branches uses the label and the function: one of them stays. */
static int __init smew_init(void)
{
	smew_make_c();
	smew_cachep = KMEM_CACHE(smew, SLAB_PANIC);
	if (!smew_cachep)
		goto out;
	smew_b_cachep = KMEM_CACHE(smew, SLAB_PANIC);
	if (!smew_b_cachep) {
		smew_sorry();
		goto out;
	}
	return 0;
out:
	return -ENOMEM;
}
module_init(smew_init);
