// SPDX-License-Identifier: GPL-2.0
// refuse loop_foo_cachep: created more than once perhaps: in a loop
#include <linux/module.h>
#include <linux/slab.h>

static struct kmem_cache *loop_foo_cachep;

static int __init loop_foo_init(void)
{
	int i;

	for (i = 0; i < 4; i++) {
		loop_foo_cachep = KMEM_CACHE(loop_foo, SLAB_PANIC);
	}
	return 0;
}
module_init(loop_foo_init);
