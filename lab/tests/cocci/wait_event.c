// SPDX-License-Identifier: GPL-2.0
// refuse yarrow_cachep: yarrow_make() is called in the brackets of wait_event_interruptible
// refuse yarrow_two_cachep: yarrow_two() is called in the brackets of retry_on_enomem
// Macros of headers that are not there: they evaluate it until it is true.
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/wait.h>

struct yarrow { int x; };
static struct kmem_cache *yarrow_cachep;
static struct kmem_cache *yarrow_two_cachep;

static int yarrow_make(void)
{
	yarrow_cachep = KMEM_CACHE(yarrow, 0);
	return yarrow_cachep ? 0 : -ENOMEM;
}

static int yarrow_two(void)
{
	yarrow_two_cachep = kmem_cache_create("yarrow_two", 64, 0, 0, NULL);
	if (!yarrow_two_cachep)
		return -ENOMEM;
	return 0;
}

static int __init yarrow_init(void)
{
	int err;

	err = retry_on_enomem(yarrow_two(), 5);
	if (err)
		return err;
	return wait_event_interruptible(yarrow_queue, !yarrow_make());
}
module_init(yarrow_init);
