// SPDX-License-Identifier: GPL-2.0
// refuse siskin_cachep: WARN() has another meaning here
#include <linux/module.h>
#include <linux/slab.h>

#undef WARN
#define WARN(c, ...) ((c) && (c))
struct siskin { int x; };
static struct kmem_cache *siskin_cachep;

static int __init siskin_init(void)
{
	siskin_cachep = KMEM_CACHE(siskin, 0);
	if (WARN(!siskin_cachep, "none\n"))
		return -ENOMEM;
	return 0;
}
module_init(siskin_init);
