// SPDX-License-Identifier: GPL-2.0
// refuse orca_cachep: preprocessor lines|tested for NULL
#include <linux/module.h>
#include <linux/slab.h>

struct orca { int x; };
static struct kmem_cache *orca_cachep;

static int __init orca_init(void)
{
	int err;

#ifdef ORCA
	orca_cachep = KMEM_CACHE(orca, 0);
#endif
	if (!orca_cachep)
		return -ENOMEM;
	err = orca_start();
	return err;
}
module_init(orca_init);
