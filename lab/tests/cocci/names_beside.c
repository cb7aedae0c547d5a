// SPDX-License-Identifier: GPL-2.0
// convert egret_a_cachep
// convert egret_b_cachep
// refuse egret_c_cachep: in an initializer, in a place that is not named
// refuse egret_d_cachep: copied to egret_ok, which has another type
// refuse egret_e_cachep: copied in the midst of an expression
#include <linux/module.h>
#include <linux/slab.h>

struct egret { int x; };
struct egret_box { struct kmem_cache *s; int n; };
static struct kmem_cache *egret_a_cachep, *egret_b_cachep, *egret_c_cachep, *egret_d_cachep;
static struct kmem_cache *egret_e_cachep;

/* A label with the name of the pointer; and what is all in one line. */
static int __init egret_b(void) { egret_b_cachep = KMEM_CACHE(egret, 0); return egret_b_cachep ? 0 : -ENOMEM; }

static int __init egret_init(void)
{
	struct kmem_cache *cur;

	egret_a_cachep = KMEM_CACHE(egret, 0);
	if (!egret_a_cachep)
		goto egret_a_cachep;
	egret_c_cachep = KMEM_CACHE(egret, 0);
	if (!egret_c_cachep)
		return -ENOMEM;
	struct egret_box box = { egret_c_cachep, 3 };
	egret_d_cachep = KMEM_CACHE(egret, 0);
	bool egret_ok = egret_d_cachep;
	egret_e_cachep = KMEM_CACHE(egret, 0);
	if ((cur = egret_e_cachep) == NULL || !egret_ok)
		return -ENOMEM;
	kmem_cache_shrink(box.s);
	return egret_b();
egret_a_cachep:
	return -ENOMEM;
}
module_init(egret_init);
