// SPDX-License-Identifier: GPL-2.0
// refuse -: created in the body of a macro
#include <linux/module.h>
#include <linux/slab.h>

struct wasp { int x; };
static struct kmem_cache *wasp_cachep;
#define MAKE_CACHE(p, s) ({ (p) = KMEM_CACHE(s, 0); (p); })

static int __init wasp_init(void)
{
	if (!MAKE_CACHE(wasp_cachep, wasp))
		return -ENOMEM;
	return 0;
}
module_init(wasp_init);
