// SPDX-License-Identifier: GPL-2.0
// convert while_false_cachep
#include <linux/module.h>
#include <linux/slab.h>

struct while_false { int x; };
static struct kmem_cache *while_false_cachep;

static int __init while_false_init(void)
{
	int err = -ENOMEM;

	do {
		while_false_cachep = KMEM_CACHE(while_false, 0);
		if (!while_false_cachep)
			break;
		err = 0;
	} while (false);
	return err;
}
module_init(while_false_init);
