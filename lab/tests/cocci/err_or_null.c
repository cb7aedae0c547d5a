// SPDX-License-Identifier: GPL-2.0
// convert vole_cachep
// convert vole_b_cachep
// convert vole_c_cachep
// convert vole_d_cachep
// refuse vole_e_cachep: used where it is NULL
// refuse vole_f_cachep: tested for an error pointer
#include <linux/module.h>
#include <linux/slab.h>

struct vole { int x; };
static struct kmem_cache *vole_cachep, *vole_b_cachep, *vole_c_cachep, *vole_d_cachep;
static struct kmem_cache *vole_e_cachep, *vole_f_cachep;

/* It never returns an error pointer, so it is tested for NULL. */
static int __init vole_last(void)
{
	vole_d_cachep = KMEM_CACHE(vole, 0);
	return IS_ERR_OR_NULL(vole_d_cachep) ? -ENOMEM : 0;
}

static int __init vole_init(void)
{
	vole_cachep = KMEM_CACHE(vole, 0);
	if (unlikely(IS_ERR_OR_NULL(vole_cachep)))
		return -ENOMEM;
	if (IS_ERR_OR_NULL(vole_b_cachep = KMEM_CACHE(vole, SLAB_ACCOUNT)))
		return -ENOMEM;
	vole_c_cachep = KMEM_CACHE(vole, 0);
	if (!IS_ERR_OR_NULL(vole_c_cachep))
		return vole_last();
	/* PTR_ERR(NULL) is 0: success, without a cache. */
	vole_e_cachep = KMEM_CACHE(vole, 0);
	if (IS_ERR_OR_NULL(vole_e_cachep))
		return PTR_ERR(vole_e_cachep);
	vole_f_cachep = KMEM_CACHE(vole, 0);
	if (IS_ERR(vole_f_cachep))
		return PTR_ERR(vole_f_cachep);
	return -ENOMEM;
}

static void __exit vole_exit(void)
{
	if (!IS_ERR_OR_NULL(vole_cachep))
		kmem_cache_destroy(vole_cachep);
}
module_init(vole_init);
module_exit(vole_exit);
