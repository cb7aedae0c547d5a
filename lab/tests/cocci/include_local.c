// SPDX-License-Identifier: GPL-2.0
// convert include_local_foo_cachep
#include "foo.h"
#include "bar.h"

static struct kmem_cache *include_local_foo_cachep;

void __init include_local_foo_init(void)
{
	include_local_foo_cachep = KMEM_CACHE(include_local_foo, SLAB_PANIC);
}

#include "selftest/include_local_foo.c"
core_initcall(include_local_foo_init);
