// SPDX-License-Identifier: GPL-2.0
// convert mallow_cachep
// convert mallow_big_cachep
// A macro takes a comma in braces for the end of an argument: brackets around them.
#include <linux/module.h>
#include <linux/slab.h>

struct mallow { int x; char name[16]; };
static struct kmem_cache *mallow_cachep;
static struct kmem_cache *mallow_big_cachep;

static int __init mallow_init(void)
{
	mallow_cachep = kmem_cache_create("mallow", sizeof(struct mallow),
					  &(struct kmem_cache_args) { .align = 16, .ctor = NULL },
					  SLAB_ACCOUNT);
	if (!mallow_cachep)
		panic("mallow");
	mallow_big_cachep = kmem_cache_create("mallow_big", sizeof(struct mallow),
					      &(struct kmem_cache_args) {
							.align = 64,	/* a cache line */
							.useroffset = 4,
					      }, /* the name */
					      SLAB_ACCOUNT);
	if (!mallow_big_cachep)
		panic("mallow_big");
	return 0;
}
module_init(mallow_init);
