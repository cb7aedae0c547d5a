// SPDX-License-Identifier: GPL-2.0
// refuse gnat_a_cachep: GNAT() can make a name of it
// refuse gnat_2_cachep: GNAT() can make a name of it
// refuse gnat_b_cachep: GNAT_CAT_() can make a name of it
// refuse gnat7: GNAT_N() can make a name of it
// refuse gnat_d_cachep: GNAT_() can make a name of it
// convert gnat_c_cachep
#include <linux/module.h>
#include <linux/slab.h>

/* The parameter stands in the middle, is a number, or comes through another macro. */
#define GNAT(x) gnat_##x##_cachep
#define GNAT_CAT_(a, b) a##b
#define GNAT_CAT(c, d) GNAT_CAT_(c, d)
#define GNAT_N(n) gnat##n
#define GNAT_LAST d
#define GNAT_(x) gnat_##x##_cachep
#define GNAT__(x) GNAT_(x)

struct gnat { int x; };
static struct kmem_cache *gnat_a_cachep, *gnat_2_cachep, *gnat_b_cachep, *gnat_c_cachep;
static struct kmem_cache *gnat_d_cachep, *gnat7;

static int __init gnat_init(void)
{
	gnat_a_cachep = KMEM_CACHE(gnat, SLAB_PANIC);
	gnat_2_cachep = KMEM_CACHE(gnat, SLAB_PANIC);
	gnat_b_cachep = KMEM_CACHE(gnat, SLAB_PANIC);
	gnat_c_cachep = KMEM_CACHE(gnat, SLAB_PANIC);
	gnat_d_cachep = KMEM_CACHE(gnat, SLAB_PANIC);
	gnat7 = KMEM_CACHE(gnat, SLAB_PANIC);
	return GNAT(a) && GNAT(2) && GNAT_CAT(gnat_, GNAT_CAT(b, _cachep)) && GNAT_N(7) && GNAT__(GNAT_LAST) ?
		0 : -ENOMEM;
}
module_init(gnat_init);
