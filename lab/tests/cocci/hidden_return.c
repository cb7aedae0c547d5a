// SPDX-License-Identifier: GPL-2.0
// refuse vole_cachep: vole_get() is not understood|after a macro|VOLE_CHECK
#include <linux/module.h>
#include <linux/slab.h>

struct vole { int x; };
static struct kmem_cache *vole_cachep;

#define VOLE_CHECK(x) if (!(x)) return NULL

void *vole_get(void)
{
	VOLE_CHECK(vole_cachep);
	return kmem_cache_alloc(vole_cachep, GFP_KERNEL);
}

static int __init vole_init(void)
{
	vole_cachep = kmem_cache_create("vole", sizeof(struct vole), 0, 0, NULL);
	if (!vole_cachep)
		return -ENOMEM;
	return 0;
}
module_init(vole_init);
