// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/slab.h>
// convert fennel_cachep
struct fennel { int x; };
static struct kmem_cache *fennel_cachep;
static const char fennel_text[] = "no cache of fennel";
static int __init fennel_init(void)
{
	fennel_cachep = KMEM_CACHE(fennel, 0);
	if (!fennel_cachep)
		panic("%s\n", fennel_text);
	return 0;
}
module_init(fennel_init);
