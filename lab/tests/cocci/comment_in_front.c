// SPDX-License-Identifier: GPL-2.0
// convert betony_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct betony { int x; };
static struct kmem_cache *betony_cachep; /* für µ */

static int __init betony_init(void)
{
	/* zuerst: öäü */ betony_cachep = kmem_cache_create("betony-µ", sizeof(struct betony), 0, 0, NULL);
	if (!betony_cachep) /* très rare */
		return -EIO;
	return 0;
}
module_init(betony_init);
