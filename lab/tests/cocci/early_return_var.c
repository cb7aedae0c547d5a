// SPDX-License-Identifier: GPL-2.0
// refuse onyx_cachep: tested for NULL|used before it is created|tested
#include <linux/module.h>
#include <linux/slab.h>

struct onyx { int x; };
static struct kmem_cache *onyx_cachep;

/* Without the test nobody uses the variable. */
static int __init onyx_init(void)
{
	int ret = -EEXIST;

	if (onyx_cachep)
		return ret;
	onyx_cachep = KMEM_CACHE(onyx, 0);
	return onyx_cachep ? 0 : -ENOMEM;
}
module_init(onyx_init);
