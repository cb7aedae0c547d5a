// SPDX-License-Identifier: GPL-2.0
// refuse chalk_cachep: used in inl_member_name/chalk_fields.def
// A .def with the fields of a struct, one has the name of the global.
#include <linux/module.h>
#include <linux/slab.h>

struct chalk { int x; };

#include "chalk.h"
int chalk_mode(void);
struct kmem_cache *chalk_cachep;

static int __init chalk_init(void)
{
	if (chalk_mode()) {
		chalk_cachep = KMEM_CACHE(chalk, SLAB_HWCACHE_ALIGN);
		if (!chalk_cachep)
			return -ENOMEM;
	}
	chalk_user();
	return 0;
}
module_init(chalk_init);

static void __exit chalk_exit(void)
{
	kmem_cache_destroy(chalk_cachep);
}
module_exit(chalk_exit);
