// SPDX-License-Identifier: GPL-2.0
// refuse lynx_cachep: its address is taken
// refuse lion_cachep: its test depends on others
#include <linux/module.h>
#include <linux/slab.h>

struct lynx { int x; };
static struct kmem_cache *lynx_cachep;
static struct kmem_cache *lion_cachep;
void lynx_register(struct kmem_cache **s);

static int __init lynx_init(void)
{
	lynx_cachep = KMEM_CACHE(lynx, 0);
	lion_cachep = KMEM_CACHE(lynx, 0);
	if (!lynx_cachep || !lion_cachep)
		return -ENOMEM;
	lynx_register(&lynx_cachep);
	return 0;
}
module_init(lynx_init);
