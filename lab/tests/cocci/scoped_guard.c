// SPDX-License-Identifier: GPL-2.0
// convert vervain_cachep
// convert vervain_two_cachep
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/mutex.h>

struct vervain { int x; };
static DEFINE_MUTEX(vervain_lock);
static struct kmem_cache *vervain_cachep;
static struct kmem_cache *vervain_two_cachep;

static int vervain_note(int err)
{
	if (err)
		pr_err("vervain: %d\n", err);
	return err;
}

static int __init vervain_two(void)
{
	guard(mutex)(&vervain_lock);

	vervain_two_cachep = kmem_cache_create("vervain_two", 64, 0, 0, NULL);
	if (!vervain_two_cachep)
		return -ENOMEM;
	return 0;
}

static int __init vervain_init(void)
{
	scoped_guard(mutex, &vervain_lock) {
		vervain_cachep = KMEM_CACHE(vervain, 0);
		if (!vervain_cachep)
			return -ENOMEM;
	}
	return vervain_note(vervain_two());
}
module_init(vervain_init);
