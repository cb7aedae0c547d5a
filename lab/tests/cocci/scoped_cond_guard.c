// SPDX-License-Identifier: GPL-2.0
// convert gadwall_cachep
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/mutex.h>

struct gadwall { int x; };
static DEFINE_MUTEX(gadwall_lock);
static struct kmem_cache *gadwall_cachep;

static int __init gadwall_init(void)
{
	scoped_cond_guard(mutex_intr, return gadwall_note(-EINTR,
							  1), &gadwall_lock) {
		gadwall_cachep = KMEM_CACHE(gadwall, 0);
		if (!gadwall_cachep)
			return -ENOMEM;
		gadwall_note(0, 0);
	}
	return 0;
}
module_init(gadwall_init);
