// SPDX-License-Identifier: GPL-2.0
// refuse vixen_cachep: created inside another expression
#include <linux/module.h>
#include <linux/slab.h>

struct vixen { int x; };
static struct kmem_cache *vixen_cachep;
static struct kmem_cache *vixen_again;

static int __init vixen_init(void)
{
	vixen_again = vixen_cachep = KMEM_CACHE(vixen, SLAB_PANIC);
	return 0;
}
module_init(vixen_init);
