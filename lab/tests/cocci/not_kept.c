// SPDX-License-Identifier: GPL-2.0
// refuse -: a static variable of a function|created in a conditional expression|created in a return statement|passed to marten_keep(), which may keep it|created and not kept|behind a cast, or a macro|passed to rcu_assign_pointer()|a local variable, or assigned|declared inside a function
#include <linux/module.h>
#include <linux/slab.h>

struct marten { int x; };
static struct kmem_cache *marten_a_cachep, *marten_b_cachep;
static struct kmem_cache __rcu *marten_c_cachep;
struct kmem_cache *marten_d_cachep;
static int marten_many;

/* A reason says what is there. */
static void marten_keep(struct kmem_cache *s)
{
	marten_b_cachep = s;
}

static struct kmem_cache *marten_make(void)
{
	return marten_b_cachep = KMEM_CACHE(marten, 0);
}

static int __init marten_more(void)
{
	static struct kmem_cache *mine;
	extern struct kmem_cache *marten_d_cachep;
	struct kmem_cache *gone __cleanup(marten_drop) = KMEM_CACHE(marten, 0);

	marten_d_cachep = KMEM_CACHE(marten, 0);
	mine = KMEM_CACHE(marten, 0);
	return mine && gone ? 0 : -ENOMEM;
}

static int __init marten_init(void)
{
	marten_a_cachep = marten_many ? KMEM_CACHE(marten, SLAB_ACCOUNT) : marten_make();
	marten_keep(KMEM_CACHE(marten, 0));
	KMEM_CACHE(marten, 0);
	marten_a_cachep = (void *)(long)KMEM_CACHE(marten, 0);
	rcu_assign_pointer(marten_c_cachep, KMEM_CACHE(marten, 0));
	return marten_more();
}
module_init(marten_init);
