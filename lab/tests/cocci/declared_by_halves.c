// SPDX-License-Identifier: GPL-2.0
// refuse declared_by_halves_a_cachep: preprocessor lines in its declaration
// convert declared_by_halves_c_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct declared_by_halves { int x; };
static struct kmem_cache *declared_by_halves_a_cachep
#ifdef MODULE
	__read_mostly
#endif
	;
static struct kmem_cache *declared_by_halves_c_cachep;

static int __attribute__((noinline)) declared_by_halves_setup(void);

static int declared_by_halves_setup(void)
{
	declared_by_halves_a_cachep = KMEM_CACHE(declared_by_halves, 0);
	if (!declared_by_halves_a_cachep)
		return -ENOMEM;
	declared_by_halves_c_cachep = KMEM_CACHE(declared_by_halves, 0);
	if (!declared_by_halves_c_cachep)
		return -ENOMEM;
	return 0;
}

static int __init declared_by_halves_init(void)
{
	return declared_by_halves_setup();
}
module_init(declared_by_halves_init);
