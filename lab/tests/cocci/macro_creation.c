// SPDX-License-Identifier: GPL-2.0
// refuse -: created in the body of a macro
#include <linux/module.h>
#include <linux/slab.h>

struct mud { int x; };
static struct kmem_cache *mud_cachep;
#define MAKE(p, t) do { p = KMEM_CACHE(t, 0); } while (0)

static int __init mud_init(void)
{
	MAKE(mud_cachep, mud);
	if (!mud_cachep)
		return -ENOMEM;
	return 0;
}
module_init(mud_init);
