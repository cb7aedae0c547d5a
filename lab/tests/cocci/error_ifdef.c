// SPDX-License-Identifier: GPL-2.0
// convert error_ifdef_cachep
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *error_ifdef_cachep;

static int __init error_ifdef_init(void)
{
#ifdef CONFIG_EARLY
	int err = early();

	if (err)
		return err;
#endif
	error_ifdef_cachep = kmem_cache_create("error_ifdef", 32, 0, 0, NULL);
	if (!error_ifdef_cachep) {
		pr_err("error_ifdef: no memory\n");
		return -ENOMEM;
	}
	return 0;
}
module_init(error_ifdef_init);
