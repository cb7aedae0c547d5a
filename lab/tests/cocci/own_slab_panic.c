// SPDX-License-Identifier: GPL-2.0
// refuse dipper_cachep: SLAB_PANIC has another meaning here
#include <linux/module.h>
#include <linux/slab.h>

/* Nothing panics, and the test is needed. */
#undef SLAB_PANIC
#define SLAB_PANIC 0

struct dipper { int x; };
static struct kmem_cache *dipper_cachep;

static int __init dipper_init(void)
{
	dipper_cachep = KMEM_CACHE(dipper, SLAB_PANIC);
	if (dipper_cachep == NULL)
		return -ENOMEM;
	return 0;
}
module_init(dipper_init);
