// SPDX-License-Identifier: GPL-2.0
// refuse stilt_cachep: set to NULL without being destroyed
// refuse avocet_cachep: set to NULL without being destroyed
// convert curlew_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *stilt_cachep, *avocet_cachep, *curlew_cachep;

static int __init stilt_init(void)
{
	stilt_cachep = kmem_cache_create("stilt", 32, 0, SLAB_PANIC, NULL);
	avocet_cachep = kmem_cache_create("avocet", 32, 0, SLAB_PANIC, NULL);
	curlew_cachep = kmem_cache_create("curlew", 32, 0, SLAB_PANIC, NULL);
	return 0;
}
module_init(stilt_init);

/* One in use is leaked, and may not be destroyed by stilt_exit(). */
static void stilt_stop(void)
{
	if (!stilt_busy())
		kmem_cache_destroy(stilt_cachep);
	else
		pr_err("leaked\n");
	stilt_cachep = NULL;
	if (avocet_idle()) {
		kmem_cache_destroy(avocet_cachep);
		return;
	}
	avocet_cachep = NULL;
}

static void __exit stilt_exit(void)
{
	kmem_cache_destroy(stilt_cachep);
	kmem_cache_destroy(avocet_cachep);
	if (curlew_cachep)
		kmem_cache_destroy(curlew_cachep);
	if (stilt_quiet()) {
		curlew_cachep = NULL;
		stilt_stop();
	}
}
module_exit(stilt_exit);
