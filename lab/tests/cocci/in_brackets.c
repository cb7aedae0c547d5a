// SPDX-License-Identifier: GPL-2.0
// convert plover_cachep
// convert plover_b_cachep
// refuse plover_c_cachep: tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *plover_cachep, *plover_b_cachep, *plover_c_cachep;

static int __init plover_init(void)
{
	plover_cachep = kmem_cache_create("plover", 32, 0, 0, NULL);
	if (unlikely(!(plover_cachep)))
		return -ENOMEM;
	plover_b_cachep = kmem_cache_create("plover_b", 32, 0, 0, NULL);
	if ((plover_b_cachep) == NULL)
		goto out;
	plover_c_cachep = kmem_cache_create("plover_c", 32, 0, SLAB_PANIC, NULL);
	return 0;
out:
	kmem_cache_destroy(plover_cachep);
	return -ENOMEM;
}
module_init(plover_init);

static void __exit plover_exit(void)
{
	if (NULL != (plover_b_cachep))
		kmem_cache_destroy(plover_b_cachep);
	if (!(plover_c_cachep) || !plover_ready())
		return;
	kmem_cache_destroy(plover_c_cachep);
	kmem_cache_destroy(plover_cachep);
}
module_exit(plover_exit);
