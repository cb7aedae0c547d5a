// SPDX-License-Identifier: GPL-2.0
// refuse vole_cachep: given to a mempool with functions of its own
// refuse vole_b_cachep: used in a cast
// refuse vole_c_cachep: not the cache that mempool_create() works on
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/mempool.h>

struct vole { int x; };
static struct kmem_cache *vole_cachep;
static struct kmem_cache *vole_b_cachep;
static struct kmem_cache *vole_c_cachep;
void *vole_alloc(gfp_t gfp, void *data);
void vole_free(void *p, void *data);

static int __init vole_init(void)
{
	vole_cachep = KMEM_CACHE(vole, SLAB_PANIC);
	vole_b_cachep = KMEM_CACHE(vole, SLAB_PANIC);
	vole_c_cachep = KMEM_CACHE(vole, SLAB_PANIC);
	mempool_create(4, vole_alloc, vole_free, (void *)vole_cachep);
	vole_keep(4, (void *)vole_b_cachep);
	mempool_create(4, mempool_alloc_slab, (void *)vole_c_cachep, NULL);
	return 0;
}
module_init(vole_init);
