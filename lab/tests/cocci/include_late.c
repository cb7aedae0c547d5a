// SPDX-License-Identifier: GPL-2.0
// convert include_late_foo_cachep
#include <linux/fs.h>
#include <linux/mm.h>

static struct kmem_cache *include_late_foo_cachep;

void __init include_late_foo_init(void)
{
	include_late_foo_cachep = KMEM_CACHE(include_late_foo, SLAB_PANIC);
}

#include <linux/include_late_foo-tests.h>
core_initcall(include_late_foo_init);
