// SPDX-License-Identifier: GPL-2.0
#include "foo.h"
#include "bar.h"

static struct kmem_cache *foo_cachep;

void __init foo_init(void)
{
	foo_cachep = KMEM_CACHE(foo, SLAB_PANIC);
}

#include "selftest/foo.c"
