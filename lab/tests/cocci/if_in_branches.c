// SPDX-License-Identifier: GPL-2.0
// refuse booby_cachep: set to NULL under a condition
// refuse gannet_cachep: set to NULL under a condition
// refuse frigate_cachep: governed by an if in one branch of an #if alone
// convert tropic_cachep
// convert darter_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *booby_cachep, *gannet_cachep, *frigate_cachep, *tropic_cachep, *darter_cachep;

static int __init booby_init(void)
{
	booby_cachep = kmem_cache_create("booby", 32, 0, SLAB_PANIC, NULL);
	gannet_cachep = kmem_cache_create("gannet", 32, 0, SLAB_PANIC, NULL);
	if (booby_wide)
#ifdef CONFIG_BOOBY_QUIET
		booby_narrow();
#else
		frigate_cachep = kmem_cache_create("frigate", 32, 0, 0, NULL);
	if (!frigate_cachep)
		return -ENOMEM;
#endif
	if (booby_wide)
#ifdef CONFIG_BOOBY_QUIET
	{
		booby_narrow();
	}
#else
	{
		tropic_cachep = kmem_cache_create("tropic", 32, 0, 0, NULL);
		if (!tropic_cachep)
			return -ENOMEM;
	}
#endif
#ifdef CONFIG_BOOBY_QUIET
	if (booby_wide)
		booby_narrow();
	else
#endif
	{
		darter_cachep = kmem_cache_create("darter", 32, 0, 0, NULL);
		if (!darter_cachep)
			return -ENOMEM;
	}
	return 0;
}
module_init(booby_init);

/* Without the resets the if would govern what follows. */
static void __exit booby_exit(void)
{
	kmem_cache_destroy(booby_cachep);
	kmem_cache_destroy(gannet_cachep);
	kmem_cache_destroy(tropic_cachep);
	kmem_cache_destroy(darter_cachep);
	if (booby_wide)
#ifdef DEBUG
		pr_debug("wide\n");
#else
		booby_cachep = NULL;
#endif
	booby_rest();
	if (booby_wide)
#ifdef DEBUG
		pr_debug("gone\n");
#endif
	gannet_cachep = NULL;
	booby_rest();
}
module_exit(booby_exit);
