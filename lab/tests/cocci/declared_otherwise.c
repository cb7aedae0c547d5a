// SPDX-License-Identifier: GPL-2.0
// refuse lemur_a_cachep: declared as lemur_cache_t, not as struct kmem_cache *
// refuse lemur_b_cachep: declared as lemur_t, not as struct kmem_cache *
// refuse lemur_c_cachep: declared by LEMUR_CACHE()
// refuse lemur_d_cachep: declared in a way that is not understood
// refuse lemur_e_cachep: lemur_e_cachep is a macro
// refuse lemur_f_cachep: declared in a way that is not understood
#include <linux/module.h>
#include <linux/slab.h>

typedef struct kmem_cache *lemur_cache_t;
typedef struct kmem_cache lemur_t;
#define LEMUR_CACHE(name) static struct kmem_cache *name
#define lemur_e_cachep lemur_real_cachep
struct lemur { int x; };
static lemur_cache_t lemur_a_cachep;
static lemur_t *lemur_b_cachep;
LEMUR_CACHE(lemur_c_cachep);
static struct kmem_cache *(lemur_d_cachep);
static struct kmem_cache *lemur_real_cachep;
static typeof(struct kmem_cache *) lemur_f_cachep;

static int __init lemur_init(void)
{
	lemur_a_cachep = KMEM_CACHE(lemur, 0);
	lemur_b_cachep = KMEM_CACHE(lemur, 0);
	lemur_c_cachep = KMEM_CACHE(lemur, 0);
	lemur_d_cachep = KMEM_CACHE(lemur, 0);
	lemur_e_cachep = KMEM_CACHE(lemur, 0);
	lemur_f_cachep = KMEM_CACHE(lemur, 0);
	if (!lemur_a_cachep || !lemur_b_cachep || !lemur_c_cachep || !lemur_d_cachep || !lemur_e_cachep)
		return -ENOMEM;
	return lemur_f_cachep ? 0 : -ENOMEM;
}
module_init(lemur_init);
