// SPDX-License-Identifier: GPL-2.0
// convert plover_a_cachep
// convert plover_b_cachep
// convert plover_c_cachep
// convert plover_d_cachep
// convert plover_e_cachep
// convert plover_f_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct plover { int x; };
static struct kmem_cache *plover_a_cachep, *plover_b_cachep, *plover_c_cachep, *plover_d_cachep;
static struct kmem_cache *plover_e_cachep, *plover_f_cachep;
static slab_flags_t plover_flags;

/* Nothing runs behind a panic, whatever is behind it: a second run finds no more. */
static void __init plover_must(void)
{
	plover_a_cachep = KMEM_CACHE(plover, 0);
	plover_b_cachep = KMEM_CACHE(plover, SLAB_ACCOUNT);
	if (!plover_a_cachep)
		panic("no plovers\n");
	if (!plover_b_cachep)
		pr_warn("slow plovers\n");
}

static int __init plover_init(void)
{
	plover_must();
	plover_c_cachep = KMEM_CACHE(plover, 0);
	plover_d_cachep = KMEM_CACHE(plover, SLAB_ACCOUNT);
	BUG_ON(!plover_c_cachep);
	if (!plover_d_cachep)
		return -ENOMEM;
	plover_e_cachep = KMEM_CACHE(plover, plover_flags);
	plover_f_cachep = KMEM_CACHE(plover, SLAB_ACCOUNT);
	BUG_ON(!plover_e_cachep);
	WARN_ON(!plover_f_cachep);
	return 0;
}
module_init(plover_init);
